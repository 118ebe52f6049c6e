// What we use of gifenc, which comes without types.
declare module "gifenc" {
  type Palette = (readonly [number, number, number])[];

  interface Encoder {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: { palette: Palette; delay: number; transparent: boolean; transparentIndex: number; dispose: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  const gifenc: {
    GIFEncoder(): Encoder;
    quantize(rgba: Uint8Array, colours: number, options: { format: "rgb565" }): Palette;
    applyPalette(rgba: Uint8Array, palette: Palette, format: "rgb565"): Uint8Array;
  };
  // biome-ignore lint/style/noDefaultExport: it is a CommonJS module
  export default gifenc;
}
