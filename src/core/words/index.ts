// What the rooms outside of core may use of the words.
export { say, speak, spoken, type Words } from "./say.ts";
