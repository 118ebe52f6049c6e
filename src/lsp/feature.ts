// What a feature is: a request of the protocol with what the server says of it, and an answer for each kind of document.
import {
  type CancellationToken,
  type GenericRequestHandler,
  LSPErrorCodes,
  type ProtocolRequestType,
  ResponseError,
  type ServerCapabilities,
  type TextDocumentIdentifier,
} from "vscode-languageserver/node";
import type { Kind } from "./document-kinds.ts";
import { breathe } from "./gate.ts";
import type { OpenDocument } from "./open-documents.ts";
import type { Room } from "./room.ts";

export interface Feature {
  /** The method that it answers. */
  readonly method: string;
  readonly kinds: readonly Kind[];
  readonly capabilities: ServerCapabilities;
  register(server: Room): void;
}

type Answer<P, R> = (source: OpenDocument, params: P, server: Room) => R | Promise<R>;

interface Spec<P, R, PR, E, RO> {
  readonly type: ProtocolRequestType<P, R, PR, E, RO>;
  readonly capabilities: ServerCapabilities;
  /** The answer where there is nothing to say: of documents that are not open, or not ours. */
  readonly none: R;
  readonly of: { readonly [K in Kind]?: Answer<P, R> };
}

export function feature<P extends { readonly textDocument: TextDocumentIdentifier }, R, PR, E, RO>({
  type,
  capabilities,
  none,
  of,
}: Spec<P, R, PR, E, RO>): Feature {
  return {
    method: type.method,
    kinds: Object.keys(of) as Kind[],
    capabilities,
    register: (server) => {
      const handler = async (params: P, token: CancellationToken): Promise<R> => {
        server.gate.pass();
        const version = server.open.get(params.textDocument.uri)?.version;
        await breathe(token);
        const source = server.open.get(params.textDocument.uri);
        if (!source) return none;
        // The places of the question are in a text that is no more.
        if (source.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, "edited meanwhile");
        const kind = server.kindOf(source);
        const answer = kind && of[kind];
        return answer ? answer(source, params, server) : none;
      };
      // What a handler may return depends on whether R may be null, which is open here.
      server.connection.onRequest(type.method, handler as GenericRequestHandler<unknown, unknown>);
    },
  };
}
