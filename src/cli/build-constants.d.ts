// What the bundler writes into the command line (esbuild.mjs, `define`).

/** The package's version; not defined where the bundle is made without it. */
declare const CLI_VERSION: string;
