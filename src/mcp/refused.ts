// A call that is not carried out. The message says why, and what to write instead.

export class Refused extends Error {}
