// What the bundler writes into the in-host suite.

/** The kind of extension host this bundle is meant for. */
declare const EXPECTED_HOST: "node" | "web";
declare const EXTENSION_ID: string;
/** Empty: all tests. */
declare const TEST_GREP: string;
