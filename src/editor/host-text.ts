// Texts of a host, wherever they are: read in slices, so that the editor goes on meanwhile.
import { type CancellationToken, FileType, l10n, type Progress, type Uri, workspace } from "vscode";
import { createEvidenceReader, type Evidence, evidenceOf, type HostPort, type HostReading, UnusableText } from "../core/diagnosis/index.ts";
import { formatBytes, visibleMessage } from "../core/language/index.ts";

export interface HostText {
  readonly name: string;
  /** Bytes; undefined where only reading tells. */
  readonly bytes: number | undefined;
  readonly pieces: () => AsyncIterable<Uint8Array>;
  /** The address of a file, which can be read again; nothing for other texts. */
  readonly file?: string;
}

/** What a short text says. */
export function readText(text: string): Evidence {
  return evidenceOf(new TextEncoder().encode(text), decoder);
}

/** Something that cannot be read; the message is a sentence for the person. */
export class CannotRead extends Error {}

/** Files of which no piece can be read alone have to fit into memory. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Milliseconds at a time, and bytes between two looks at the clock. */
const SLICE = 8;
const STEP = 1 << 14;

/** The host that a text may be from, and whether that is only a guess. */
export interface MaybeFrom {
  readonly host: HostReading | undefined;
  readonly guessed: boolean;
}

/** What all of the text says; undefined when it was cancelled. Throws CannotRead. */
export async function readHostText(...given: Parameters<typeof readSlices>): Promise<Evidence | undefined> {
  try {
    return await readSlices(...given);
  } catch (error) {
    throw error instanceof UnusableText ? new CannotRead(`${given[0].name}: ${error.message}.`) : error;
  }
}

async function readSlices(
  { name, bytes, pieces }: HostText,
  { host, guessed }: MaybeFrom,
  progress: Progress<{ message?: string; increment?: number }>,
  token: CancellationToken,
): Promise<Evidence | undefined> {
  const reader = createEvidenceReader(decoder, host, guessed);
  let [read, told] = [0, 0];
  let slice = performance.now();
  reader.begin(name);
  for await (const piece of pieces()) {
    for (let at = 0; at < piece.length; at += STEP) {
      if (performance.now() - slice >= SLICE) {
        const increment = bytes ? (100 * (read - told)) / bytes : 0;
        progress.report({ message: visibleMessage(`${name}, ${formatBytes(read)}`), increment });
        told = read;
        await new Promise((resolve) => setTimeout(resolve, 0));
        slice = performance.now();
      }
      if (token.isCancellationRequested) return undefined;
      const part = piece.subarray(at, at + STEP);
      reader.push(part);
      read += part.length;
    }
  }
  reader.end();
  if (read === 0) throw new CannotRead(l10n.t("{name} is empty.", { name }));
  return reader.evidence();
}

/** A file of this machine is read piece by piece where the port can; any other as a whole. Throws CannotRead. */
export async function fromFile(uri: Uri, port: HostPort | undefined): Promise<HostText> {
  const name = lastPart(uri);
  const { size, type } = await workspace.fs.stat(uri).then(undefined, (error: unknown) => Promise.reject(problem(name, error)));
  if ((type & FileType.File) === 0) throw new CannotRead(l10n.t("{name} is not a file.", { name }));
  if (port && uri.scheme === "file")
    return { name, bytes: size > 0 ? size : undefined, file: uri.toString(), pieces: () => readable(name, port.pieces(uri.fsPath)) };
  if (size > MOST_BYTES)
    throw new CannotRead(
      l10n.t(
        "{name} is {size}; only files up to {mostBytes} can be read here. The command line has no limit: conntrack-planner diagnose FILE.",
        { name, size: formatBytes(size), mostBytes: formatBytes(MOST_BYTES) },
      ),
    );
  return {
    name,
    bytes: size,
    file: uri.toString(),
    pieces: () => readable(name, wholeFile(uri)),
  };
}

async function* wholeFile(uri: Uri): AsyncGenerator<Uint8Array> {
  const bytes = await workspace.fs.readFile(uri);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    yield bytes;
    return;
  }
  const packed = new ReadableStream<BufferSource>({
    start(controller) {
      controller.enqueue(bytes.slice());
      controller.close();
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream("gzip")).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

async function* readable(name: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    throw problem(name, error);
  }
}

function problem(name: string, error: unknown): CannotRead {
  const { message, code } = error as { readonly message?: string; readonly code?: unknown };
  if (code === "EACCES" || code === "EPERM" || code === "NoPermissions")
    return new CannotRead(l10n.t("{name} is not readable by this user. Copy it as root: sudo cat FILE > COPY.", { name }));
  if (code === "FileNotFound" || code === "ENOENT") return new CannotRead(l10n.t("File not found: {name}.", { name }));
  return new CannotRead(l10n.t("{name} cannot be read: {message}", { name, message: message ?? String(error) }));
}

export function fromText(name: string, text: string): HostText {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    bytes: bytes.length,
    pieces: async function* () {
      yield bytes;
    },
  };
}

function decoder(): (piece: Uint8Array) => string {
  const own = new TextDecoder();
  return (piece) => own.decode(piece, { stream: true });
}

export function lastPart(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
