/** Texts with places to fill. */

export type Values = Record<string, string | number>;

const PLACE = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;

/** A text with its {places} filled; {n:box|boxes} is the word for one or for another number. */
export function filled(text: string, values: Values): string {
  return text.replace(PLACE, (place, name: string, one?: string, more?: string) => {
    if (!(name in values)) return place;
    const value = String(values[name]);
    return one === undefined || more === undefined ? value : value === "1" ? one : more;
  });
}
