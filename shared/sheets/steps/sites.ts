import { type AreaCode, countyOf } from '../../domain/areas/area.ts';
import { SiteId } from '../../domain/records/ids.ts';
import type { SheetRow } from '../columns/index.ts';
import { resolvePlace } from './destination.ts';
import type { KindSteps, Referents } from './kind-steps.ts';

type Values = SheetRow<'sites'>;

const destinationOf = (
  { area, county, township, village }: Values,
  { areas, county: otherwise }: Referents,
  onRecord?: AreaCode,
) =>
  resolvePlace(
    areas,
    { area, county: county ?? (area ? undefined : otherwise), township, village },
    onRecord,
  );

const countyIn = (values: Values, referents: Referents): AreaCode => {
  const { area } = destinationOf(values, referents);
  return countyOf(area) ?? area;
};

/** 安置点台账: a site is known by its name in its county. */
export const SITE_STEPS: KindSteps<'sites'> = {
  kind: 'sites',
  subject: 'site',
  target: (values, referents) => {
    const county = countyIn(values, referents);
    const [site] = referents.sitesNamed(values.name, county);
    return site ? { id: site.id } : { create: `${county} ${values.name}` };
  },
  statements: (values, referents) => ({ [`${countyIn(values, referents)} ${values.name}`]: values }),
  steps: (values, site, referents) => {
    const { area: _, county: __, township: ___, village: ____, name, ...profile } = values;
    const place = destinationOf(values, referents, site?.area);
    return site
      ? { steps: [{ name: 'correct-site', input: { ...place, ...profile } }], creates: false }
      : {
          steps: [
            {
              name: 'register-site',
              input: { id: SiteId.parse(referents.newId()), name, ...place, ...profile },
            },
          ],
          creates: true,
        };
  },
  fields: {},
};
