import { Residence, SiteLinks } from '../../../../../shared/domain/records/site.ts';
import { factId, householdId, industryId, type SiteDraft, site } from '../builders.ts';
import type { Edge, SiteCase } from './edge.ts';

type IndustryDraft = SiteDraft['industries'][number];

/** One industry, so many households of the site, and of each that is linked to it from when to when. */
const siteOf = (
  industry: Partial<IndustryDraft>,
  households: number,
  ...linked: { from: string; until?: string }[]
): SiteCase => ({
  site: site({
    industries: [
      {
        id: industryId(1),
        name: '茶园',
        leading: [{ from: '2020-01-01', value: true }],
        status: [{ from: '2020-01-01', value: 'operating' }],
        confirmed: ['2025-12-01', '2026-06-01'],
        ...industry,
      },
    ],
  }),
  residences: Array.from({ length: households }, (_, i) =>
    Residence.parse({ household: householdId(i), movedIn: i < 10 ? '2019-10-01' : '2026-06-17' }),
  ),
  links: linked.map((days, i) =>
    SiteLinks.parse({
      household: householdId(i),
      movedIn: '2019-10-01',
      links: [{ id: factId(i), industry: industryId(1), ...days }],
    }),
  ),
});

const EVER = { from: '2020-01-01' };

/** R1: 180 days of off-season, 12 months of evidence, one household linked, 30 % of them. */
export const SITE_EDGES: readonly Edge[] = [
  {
    edge: 'an off-season of 180 days from 2026-01-01',
    rule: 'R1',
    record: siteOf(
      {
        status: [
          { from: '2020-01-01', value: 'operating' },
          { from: '2026-01-01', value: 'off_season' },
        ],
      },
      1,
      EVER,
    ),
    days: {
      '2026-04-30': 'met',
      '2026-05-01': { outcome: 'at_risk', since: '2026-05-01', changesOn: '2026-06-30' },
      '2026-06-28': 'at_risk',
      '2026-06-29': 'at_risk',
      '2026-06-30': { outcome: 'gap', since: '2026-06-30', changesOn: undefined },
    },
  },
  {
    edge: 'an off-season of 180 days, then operating',
    rule: 'R1',
    record: siteOf(
      {
        status: [
          { from: '2020-01-01', value: 'operating' },
          { from: '2026-01-01', value: 'off_season' },
          { from: '2026-06-30', value: 'operating' },
        ],
      },
      1,
      EVER,
    ),
    days: { '2026-05-01': 'met', '2026-06-29': 'met', '2026-06-30': 'met' },
  },
  {
    edge: 'an off-season of 181 days, then operating',
    rule: 'R1',
    record: siteOf(
      {
        status: [
          { from: '2020-01-01', value: 'operating' },
          { from: '2026-01-01', value: 'off_season' },
          { from: '2026-07-01', value: 'operating' },
        ],
      },
      1,
      EVER,
    ),
    days: {
      '2026-06-29': 'at_risk',
      '2026-06-30': { outcome: 'gap', since: '2026-06-30', changesOn: '2026-07-01' },
      '2026-07-01': { outcome: 'met', since: '2026-07-01' },
    },
  },
  {
    edge: '12 months of evidence',
    rule: 'R1',
    record: siteOf({ confirmed: ['2025-06-15'] }, 1, EVER),
    days: {
      '2025-06-14': 'unknown',
      '2025-06-15': { outcome: 'met', since: '2025-06-15', changesOn: '2026-04-16' },
      '2026-06-14': 'at_risk',
      '2026-06-15': { outcome: 'unknown', since: '2026-06-15', changesOn: undefined },
    },
  },
  {
    edge: '12 months of evidence of 29 February',
    rule: 'R1',
    record: siteOf({ confirmed: ['2024-02-29'] }, 1, EVER),
    days: { '2025-02-27': 'at_risk', '2025-02-28': 'unknown', '2025-03-01': 'unknown' },
  },
  {
    edge: 'one household linked, from 2026-06-15',
    rule: 'R1',
    record: siteOf({}, 1, { from: '2026-06-15' }),
    days: {
      '2026-06-14': { outcome: 'gap', since: '2019-10-01', changesOn: '2026-06-15' },
      '2026-06-15': { outcome: 'met', since: '2026-06-15' },
      '2026-06-16': 'met',
    },
  },
  {
    edge: 'the only linkage ends on 2026-08-14: 60 days ahead',
    rule: 'R1',
    record: siteOf({}, 1, { from: '2026-01-01', until: '2026-08-14' }),
    days: { '2026-06-15': 'met', '2026-06-16': 'at_risk', '2026-08-14': 'at_risk', '2026-08-15': 'gap' },
  },
  {
    edge: '30 % of ten households linked, the third from 2026-06-15',
    rule: 'R1',
    record: siteOf({}, 10, EVER, EVER, { from: '2026-06-15' }),
    days: {
      '2026-06-14': { outcome: 'at_risk', since: '2025-12-01', changesOn: '2026-06-15' },
      '2026-06-15': { outcome: 'met', since: '2026-06-15' },
      '2026-06-16': 'met',
    },
  },
  {
    edge: 'three of eleven households are below 30 %: the eleventh moves in on 2026-06-17',
    rule: 'R1',
    record: siteOf({}, 11, EVER, EVER, EVER),
    days: { '2026-06-16': 'met', '2026-06-17': { outcome: 'at_risk', since: '2026-06-17' } },
  },
];
