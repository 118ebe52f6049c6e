// The program that runs this: Node.js, or an Electron that can be told to be one.

export const NODE_PROGRAM: string = process.execPath;
