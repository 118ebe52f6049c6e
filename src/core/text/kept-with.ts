// What is worked out of a thing once, and kept with the thing itself. In a map beside it, with weak keys, it would be collected
// late, and all that it refers to with it: each keystroke makes a document, and all that is told of it, anew.

/** Copies of the thing do not have it. */
export function keptWith<Thing extends object, Value extends NonNullable<unknown>>(
  workOut: (thing: Thing) => Value,
): (thing: Thing) => Value {
  const place = Symbol("kept");
  return (thing) => {
    const known = (thing as Readonly<Record<symbol, Value | undefined>>)[place];
    if (known !== undefined) return known;
    const value = workOut(thing);
    Object.defineProperty(thing, place, { value });
    return value;
  };
}
