// The package's version, as the bundler put it in.

export const VERSION: string = typeof CLI_VERSION === "undefined" ? "unknown" : CLI_VERSION;
