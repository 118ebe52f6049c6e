// dependency-cruiser reads TypeScript by the API of version 5, which version 7 no longer has: it gets a version of its own.
import { registerHooks } from "node:module";

registerHooks({
  resolve: (name, context, next) => next(/^typescript(?:$|\/)/.test(name) ? name.replace("typescript", "typescript-5") : name, context),
});
