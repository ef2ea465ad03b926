import { type AreaCode, countyOf } from '../../areas/area.ts';
import { SiteId } from '../../records/ids.ts';
import type { SheetRow } from '../columns/index.ts';
import { destination } from './destination.ts';
import type { KindSteps } from './kind-steps.ts';

type Values = SheetRow<'sites'>;

const placeOf = ({ area, county, township, village }: Values, onRecord?: AreaCode) =>
  destination({ area, county, township, village }, onRecord);

const countyIn = (values: Values): AreaCode => {
  const { area } = placeOf(values);
  return countyOf(area) ?? area;
};

/** 安置点台账: a site is known by its name in its county. */
export const SITE_STEPS: KindSteps<'sites'> = {
  kind: 'sites',
  subject: 'site',
  target: (values, { sitesNamed }) => {
    const county = countyIn(values);
    const [site] = sitesNamed(values.name, county);
    return site ? { id: site.id } : { create: `${county} ${values.name}` };
  },
  about: (values) => `${countyIn(values)} ${values.name}`,
  steps: (values, site, { newId }) => {
    const { area: _, county: __, township: ___, village: ____, name, ...profile } = values;
    const place = placeOf(values, site?.area);
    return site
      ? { steps: [{ name: 'correct-site', input: { ...place, ...profile } }], creates: false }
      : {
          steps: [
            { name: 'register-site', input: { id: SiteId.parse(newId()), name, ...place, ...profile } },
          ],
          creates: true,
        };
  },
  fields: {},
};
