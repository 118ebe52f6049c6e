// Months by their names in the locales in which journalctl, dmesg -T and date print them. Data only.

/**
 * The beginnings that tell, in small letters and without accents, January first. Where two languages differ, the one that
 * more people write logs in has it: "lip" is Polish, "lis" Polish and Czech, "srp" Czech.
 */
const BEGINNINGS: readonly (readonly string[])[] = [
  [
    "jan",
    "jaan",
    "ene",
    "gen",
    "gin",
    "ian",
    "xan",
    "urt",
    "sty",
    "led",
    "oca",
    "tam",
    "sau",
    "sij",
    "янв",
    "јан",
    "яну",
    "січ",
    "сту",
    "ιαν",
    "ינו",
    "ينا",
  ],
  ["feb", "fev", "vee", "lut", "uno", "sub", "hel", "vas", "ots", "velj", "фев", "лют", "φεβ", "פבר", "فبر"],
  ["mar", "mrz", "mrt", "maa", "bre", "kov", "ozu", "мар", "бер", "сак", "μαρ", "מרץ", "مار"],
  ["apr", "avr", "abr", "api", "kwi", "dub", "nis", "huh", "bal", "tra", "апр", "кві", "кра", "απρ", "אפר", "أبر", "ابر"],
  ["may", "mai", "maj", "mag", "mei", "kve", "tou", "geg", "svi", "мая", "май", "мај", "тра", "μαι", "מאי", "ماي"],
  [
    "jun",
    "juin",
    "juun",
    "giu",
    "iun",
    "xun",
    "cze",
    "cer",
    "haz",
    "kes",
    "bir",
    "eka",
    "июн",
    "јун",
    "юни",
    "чер",
    "чэр",
    "ιουν",
    "יונ",
    "يون",
  ],
  [
    "jul",
    "juil",
    "juul",
    "lug",
    "iul",
    "xul",
    "uzt",
    "lip",
    "cec",
    "tem",
    "hei",
    "lie",
    "июл",
    "јул",
    "юли",
    "лип",
    "ліп",
    "ιουλ",
    "יול",
    "يول",
  ],
  ["aug", "aou", "ago", "agu", "avg", "abu", "sie", "srp", "elo", "rgp", "kol", "авг", "сер", "жни", "жні", "αυγ", "אוג", "أغس", "اغس"],
  ["sep", "szept", "set", "ira", "wrz", "zar", "eyl", "syy", "rgs", "ruj", "сен", "сеп", "вер", "σεπ", "ספט", "سبت"],
  ["oct", "okt", "out", "ott", "urr", "paz", "rij", "eki", "lok", "spa", "окт", "жов", "кас", "οκτ", "אוק", "أكت", "اكت"],
  ["nov", "noi", "marr", "aza", "lis", "kas", "lap", "stu", "ноя", "нов", "ное", "лис", "νοε", "נוב", "نوف"],
  ["dec", "dez", "des", "dic", "det", "dets", "gru", "pro", "ara", "jou", "abe", "дек", "дец", "гру", "сне", "δεκ", "דצמ", "ديس"],
];

const LONGEST = 5;
const byBeginning = new Map<string, number>();
for (const [month, names] of BEGINNINGS.entries())
  for (const name of names.map(plain)) if (!byBeginning.has(name)) byBeginning.set(name, month);

/** 0 to 11; undefined where the language is not known. */
export function monthNamed(name: string): number | undefined {
  // 11月, 11월, and Th11 in Vietnamese.
  const number = /^(?:th)?(\d{1,2})[月월]?$/i.exec(name)?.[1];
  if (number !== undefined) return Number(number) >= 1 && Number(number) <= 12 ? Number(number) - 1 : undefined;
  const small = plain(name);
  for (let length = Math.min(LONGEST, small.length); length >= 3; length--) {
    const month = byBeginning.get(small.slice(0, length));
    if (month !== undefined) return month;
  }
  return undefined;
}

/** Without accents, in small letters. */
function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
