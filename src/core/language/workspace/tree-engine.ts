// What reads and judges whole trees. Loaded with the first of them: most folders have none.
export { effective } from "../../boot/effective.ts";
export { kubeProxyConfigurations } from "../../boot/other-programs/other-settings.ts";
export { readTree, withText } from "../../boot/tree/tree.ts";
export { lintHost } from "../../rules/engine/lint-host.ts";
