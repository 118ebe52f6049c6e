// Runs inside the extension host, before anything else has called the extension: how long until it is there, and then until
// the first file has its diagnostics; and what of that the host's process worked.
import { type Figures, firstDiagnostics, rest, stopwatch, tell, waiting } from "../watch.ts";

let figures: Figures = {};

// Of the whole run: the suite's own first test activates the extension.
before(async () => {
  const extension = await waiting();
  const spent = stopwatch();
  await extension.activate();
  const [activation, work] = spent();
  await rest();
  figures = { activation, "activation, work": work, ...(await firstDiagnostics()) };
});

describe("latency", () => {
  it("with the extension there", function () {
    tell(this, figures);
  });
});
