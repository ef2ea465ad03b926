import { AreaCode } from './area.ts';
import villages from './villages-5117.json' with { type: 'json' };

const BY_TOWNSHIP = new Map<string, { code: string; name: string }[]>();
for (const [code, name] of Object.entries(villages)) {
  const township = BY_TOWNSHIP.get(code.slice(0, 9)) ?? [];
  township.push({ code, name });
  BY_TOWNSHIP.set(code.slice(0, 9), township);
}

/** 老君村, 老君村委会 and 老君村村民委员会 are one name, but 八庙村 and 八庙社区 two. */
const short = (name: string): string =>
  name.replace(/村?村(民委员会|委会)$/, '村').replace(/(社区)?(居民委员会|居委会)$/, '社区');

const stem = (name: string): string => short(name).replace(/(社区|村)$/, '');

/** The village of a name in a township; undefined where none or more than one goes by it. */
export const findVillage = (township: AreaCode, name: string): AreaCode | undefined => {
  const villages = BY_TOWNSHIP.get(township) ?? [];
  const exact = villages.filter((village) => short(village.name) === short(name));
  const found = exact.length > 0 ? exact : villages.filter((village) => stem(village.name) === stem(name));
  return found.length === 1 && found[0] ? AreaCode.parse(found[0].code) : undefined;
};
