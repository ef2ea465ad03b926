import type { PlainDate } from '../../domain/calendar/dates.ts';
import type { Step } from '../../domain/commands/index.ts';
import type { Dated } from '../../domain/records/facts.ts';
import { IndustryId } from '../../domain/records/ids.ts';
import { Refused } from '../../domain/records/refusal.ts';
import type { Industry } from '../../domain/records/site.ts';
import type { SheetRow } from '../columns/index.ts';
import { findSite, type KindSteps } from './kind-steps.ts';

type Values = SheetRow<'industries'>;

/**
 * Returns the day from which a value of the sheet holds: `began`, or `seen` if the record has another value since then:
 * the sheet then states a change, dated by when it was seen.
 */
const holdsFrom = <T>(list: Dated<T>, value: T, began: PlainDate, seen: PlainDate): PlainDate => {
  const latest = list.findLast(({ from }) => from <= seen);
  return latest && latest.value !== value && latest.from > began ? seen : began;
};

const datedSteps = (
  values: Values,
  industry: Pick<Industry, 'id' | 'status' | 'leading'>,
  today: PlainDate,
) => {
  const { started, confirmed, status, leading } = values;
  const { id } = industry;
  const seen = confirmed ?? today;
  const began = started ?? seen;
  const steps: Step[] = [];
  if (status) {
    const from = status === 'operating' ? holdsFrom(industry.status, status, began, seen) : seen;
    steps.push({ name: 'record-industry-status', input: { id, from, value: status } });
  }
  if (leading !== undefined) {
    const from = holdsFrom(industry.leading, leading, began, seen);
    steps.push({ name: 'record-industry-leading', input: { id, from, value: leading } });
  }
  if (confirmed) steps.push({ name: 'confirm-industry', input: { id, on: confirmed } });
  return steps;
};

/** 产业台账: an industry is known by its name at its site. */
export const INDUSTRY_STEPS: KindSteps<'industries'> = {
  kind: 'industries',
  subject: 'site',
  target: ({ siteName }, referents) => ({ id: findSite(referents, siteName, undefined).id }),
  statements: (values) => ({ [`${values.siteName} ${values.name}`]: values }),
  steps: (values, site, { newId, today }) => {
    if (!site) throw new Refused('site_not_found', 'siteName', { name: values.siteName });
    const {
      serial: _,
      siteName: __,
      leading: ___,
      status: ____,
      started: _____,
      confirmed: ______,
      ...profile
    } = values;
    const known = site.industries.find(({ name, voided }) => name === values.name && !voided);
    const id = known?.id ?? IndustryId.parse(newId());
    const profiled: Step = known
      ? { name: 'correct-industry', input: { id, ...profile } }
      : { name: 'add-industry', input: { id, ...profile } };
    return {
      steps: [profiled, ...datedSteps(values, known ?? { id, status: [], leading: [] }, today)],
      creates: !known,
    };
  },
  fields: { from: 'started', on: 'confirmed' },
};
