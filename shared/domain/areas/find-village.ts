import type { AreaCode } from './area.ts';

export interface Village {
  readonly code: AreaCode;
  readonly name: string;
}

/** 老君村, 老君村委会 and 老君村村民委员会 are one name, but 八庙村 and 八庙社区 two. */
const shortName = (name: string): string =>
  name.replace(/村?村(民委员会|委会)$/, '村').replace(/(社区)?(居民委员会|居委会)$/, '社区');

const stemOf = (name: string): string => shortName(name).replace(/(社区|村)$/, '');

/** The village of a name among those of a township; undefined where none or more than one has it. */
export function findVillage(villages: readonly Village[], name: string): AreaCode | undefined {
  const exact = villages.filter((village) => shortName(village.name) === shortName(name));
  const matches =
    exact.length > 0 ? exact : villages.filter((village) => stemOf(village.name) === stemOf(name));
  return matches.length === 1 ? matches[0]?.code : undefined;
}
