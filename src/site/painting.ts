// Entry of the script that load-painting.ts fetches.
import * as painting from "../../webview/painting.ts";

Object.assign(globalThis, { conntrackPainting: painting });
