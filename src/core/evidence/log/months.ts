// Months by their names in the locales in which journalctl and dmesg -T print them. Data only.

/** The beginnings that tell, in small letters, January first. */
const BEGINNINGS: readonly (readonly string[])[] = [
  ["jan", "jän", "ene", "gen", "sty", "led", "oca", "янв", "січ", "tam", "sau", "ιαν"],
  ["feb", "fév", "fev", "lut", "úno", "şub", "фев", "лют", "hel", "vas", "φεβ"],
  ["mar", "mär", "mrz", "maa", "bře", "már", "мар", "бер", "kov", "μαρ", "mrt"],
  ["apr", "avr", "abr", "kwi", "dub", "nis", "huh", "ápr", "апр", "кві", "bal", "απρ"],
  ["may", "mai", "maj", "mag", "mei", "kvě", "tou", "máj", "мая", "май", "тра", "geg", "μαϊ", "μάι"],
  ["jun", "giu", "juin", "cze", "čer", "haz", "kes", "jún", "июн", "чер", "bir", "ιουν"],
  ["jul", "lug", "juil", "lip", "čec", "tem", "hei", "júl", "июл", "лип", "lie", "ιουλ"],
  ["aug", "aoû", "ago", "sie", "srp", "ağu", "elo", "авг", "сер", "rgp", "αυγ"],
  ["sep", "set", "wrz", "zář", "eyl", "syy", "сен", "вер", "rgs", "szept", "σεπ"],
  ["oct", "okt", "out", "ott", "paź", "říj", "eki", "lok", "окт", "жов", "spa", "οκτ"],
  ["nov", "lis", "kas", "ноя", "лис", "lap", "νοε"],
  ["dec", "dez", "déc", "dic", "gru", "pro", "ara", "jou", "дек", "гру", "δεκ"],
];

const LONGEST = 5;
const byBeginning = new Map<string, number>();
for (const [month, names] of BEGINNINGS.entries()) for (const name of names) if (!byBeginning.has(name)) byBeginning.set(name, month);

/** 0 to 11; undefined where the language is not known. */
export function monthNamed(name: string): number | undefined {
  const number = /^(\d{1,2})[月월]$/.exec(name)?.[1];
  if (number !== undefined) return Number(number) >= 1 && Number(number) <= 12 ? Number(number) - 1 : undefined;
  const small = name.toLowerCase();
  for (let length = Math.min(LONGEST, small.length); length >= 3; length--) {
    const month = byBeginning.get(small.slice(0, length));
    if (month !== undefined) return month;
  }
  return undefined;
}
