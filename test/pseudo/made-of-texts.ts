// Texts that have other texts of ours within them, and may: a name or a whole sentence stands where it stands in every language.

export const MADE_OF_TEXTS: readonly RegExp[] = [];
