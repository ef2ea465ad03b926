import { decide } from '../../../../shared/act/decide.ts';
import { dateInShanghai, dateOf, dayOf } from '../../../../shared/domain/calendar/dates.ts';
import type { CommandContext } from '../../../../shared/domain/commands/command.ts';
import type { Step } from '../../../../shared/domain/commands/index.ts';
import { flagName } from '../../../../shared/domain/history/flags.ts';
import type { RecordSnapshot } from '../../../../shared/domain/ledger/evaluate.ts';
import { Flag } from '../../../../shared/domain/ledger/flag.ts';
import type { Actor } from '../../../../shared/domain/records/actor.ts';
import { ChangeEntry } from '../../../../shared/domain/records/change.ts';
import { Refused } from '../../../../shared/domain/records/refusal.ts';
import type { Policy } from '../../../../shared/domain/rules/settings.ts';
import { parseRecord } from '../../../../shared/table/record/stored-record.ts';
import { AREAS } from '../../../areas.ts';
import { person } from '../../../deps.ts';
import { theSite } from '../commands/cases/world.ts';
import { policy as usual } from '../rules/builders.ts';
import { BEGINNINGS, type Move, stepOf } from './moves.ts';

/** What comes back of what is put into a table. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A record with its flags and all of its entries, as they stand after some steps. */
export interface Told extends RecordSnapshot {
  readonly entries: readonly ChangeEntry[];
}

const DAY = 86_400_000;
const START = Date.parse('2026-06-15T04:00:00Z');
export const NOTHING: Told = { record: undefined, flags: [], residences: [], links: [], entries: [] };

let made = 0;
const newId = () => `0N${String(++made).padStart(24, '0')}`;

interface When {
  readonly actor?: Actor;
  readonly policy?: Policy;
  /** Days after the first. */
  readonly day?: number;
}

/** The steps decided upon and written; the same again where they are refused or change nothing. */
export const told = (
  known: Told,
  steps: readonly Step[],
  { actor = person('county_lead'), policy = usual, day = 0 }: When = {},
): Told => {
  const now = START + day * DAY;
  const sites = new Map([[theSite.id, theSite]]);
  const context: CommandContext = { actor, now, today: dateInShanghai(now), newId, areas: AREAS, sites };
  try {
    const { after, flags, entry } = decide(known, { steps, reason: '说明' }, policy, context);
    if (!entry) return known;
    const all = new Map([...known.flags, ...flags].map((flag) => [flagName(flag), flag]));
    return {
      ...known,
      record: parseRecord(stored(after)),
      flags: [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, flag]) => Flag.parse(stored(flag))),
      entries: [...known.entries, ChangeEntry.parse(stored(entry))],
    };
  } catch (error) {
    if (error instanceof Refused) return known;
    throw error;
  }
};

/** Whoever may take a step with a flag; a lead for all else, and another one to verify. */
export const actorFor = ({ name }: Step): Actor => {
  if (name === 'note-flag' || name === 'submit-flag') return person('hr_clerk');
  const lead = person('county_lead');
  return name === 'verify-flag' && lead.kind === 'person' ? { ...lead, id: 'county_lead-2' } : lead;
};

/** Each state that a record goes through as it is moved. */
export function* toldMoves(
  kind: 'household' | 'site',
  moves: readonly Move[],
  policy?: Policy,
): Generator<Told> {
  let state = told(NOTHING, [BEGINNINGS[kind]], { ...(policy ? { policy } : {}) });
  yield state;
  let day = 0;
  for (const move of moves) {
    day += move.later;
    const today = dateInShanghai(START + day * DAY);
    const on = dateOf(dayOf(today) - move.ago);
    const step = state.record && stepOf(state.record, state.flags, move, on, today);
    if (!step) continue;
    const next = told(state, [step], { day, actor: actorFor(step), ...(policy ? { policy } : {}) });
    if (next !== state) yield next;
    state = next;
  }
}
