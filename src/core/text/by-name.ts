// Tables that words of foreign texts are looked up in. A plain object knows `constructor` and `toString` as well, and would
// hand out the functions behind them.

/** The same entries by their own names, and nothing by any other. A bundle leaves out what nobody looks into where the call is marked as pure. */
export function byName<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T | undefined>> {
  return Object.assign(Object.create(null), entries);
}
