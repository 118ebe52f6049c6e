// Builds the address that makes the workbench open a folder, a file, an extension under development and its tests.

export interface WorkbenchTarget {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly token?: string | undefined;
  /** Absolute paths on the server's machine. */
  readonly folder: string;
  readonly openFile?: string | undefined;
  readonly extensionDevelopmentPath?: string | undefined;
  readonly extensionTestsPath?: string | undefined;
}

/** The server honours the two extension paths only with `smokeTestDriver`. */
export function workbenchUrl(target: WorkbenchTarget): string {
  const { host } = new URL(target.origin);
  const remote = (path: string): string => `vscode-remote://${host}${encodeURI(slashed(path))}`;
  const payload: (readonly [string, string])[] = [["skipWelcome", "true"]];
  for (const name of ["openFile", "extensionDevelopmentPath", "extensionTestsPath"] as const) {
    const path = target[name];
    if (path !== undefined) {
      payload.push([name, remote(path)]);
    }
  }
  const query = new URLSearchParams({ folder: slashed(target.folder), payload: JSON.stringify(payload) });
  if (target.token !== undefined) {
    query.set("tkn", target.token);
  }
  return `${target.origin}/?${query}`;
}

function slashed(path: string): string {
  const forward = path.replaceAll("\\", "/");
  return forward.startsWith("/") ? forward : `/${forward}`;
}
