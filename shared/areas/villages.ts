import { AreaCode } from './area.ts';
import villages from './villages-5117.json' with { type: 'json' };

const BY_TOWNSHIP = new Map<string, { code: string; name: string }[]>();
for (const [code, name] of Object.entries(villages)) {
  const township = BY_TOWNSHIP.get(code.slice(0, 9)) ?? [];
  township.push({ code, name });
  BY_TOWNSHIP.set(code.slice(0, 9), township);
}

const stem = (name: string): string =>
  name.replace(/(社区居民委员会|居民委员会|村民委员会|居委会|村委会|社区|村)$/, '');

/** The village of a name in a township; undefined where none or more than one goes by it. */
export const findVillage = (township: AreaCode, name: string): AreaCode | undefined => {
  const found = (BY_TOWNSHIP.get(township) ?? []).filter((village) => stem(village.name) === stem(name));
  return found.length === 1 && found[0] ? AreaCode.parse(found[0].code) : undefined;
};
