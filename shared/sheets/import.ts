import pMap from 'p-map';
import { applyToRecord, reevaluateSites } from '../act/act.ts';
import type { Deps } from '../deps.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import { dateInShanghai } from '../domain/calendar/dates.ts';
import type { CommandContext } from '../domain/commands/command.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { Household } from '../domain/records/household.ts';
import { HouseholdId, SiteId } from '../domain/records/ids.ts';
import type { Refused } from '../domain/records/refusal.ts';
import type { Site } from '../domain/records/site.ts';
import type { Subject } from '../domain/records/subject.ts';
import { recordOf } from '../table/record/records.ts';
import { number } from './cells/text.ts';
import { type Group, groupRows } from './group.ts';
import { bare } from './header.ts';
import type { SheetKind } from './kinds.ts';
import { lookUp } from './look-up.ts';
import type { ReadSheet } from './row.ts';
import { problemOf, type RowStatus, type StagedRow, stage } from './stage.ts';
import { KIND_STEPS } from './steps/index.ts';
import type { KindSteps } from './steps/kind-steps.ts';
import { unreadable } from './unreadable.ts';

/** Records that are worked on at the same time. */
const AT_ONCE = 8;

/** What an import did, or would do, row by row in the order of the sheet. */
export interface ImportResult {
  readonly kind: SheetKind;
  readonly rows: readonly StagedRow[];
  readonly counts: Readonly<Record<RowStatus, number>>;
}

export interface ImportOptions {
  /** Only say what would happen. */
  readonly dryRun: boolean;
  /** The county that is meant where rows name none, and where two counties have a site of one name. */
  readonly county?: AreaCode | undefined;
  /** Where the rows come from, as the changes will say. */
  readonly source: string;
  readonly progress?: (rowsDone: number) => void;
}

const subjectOf = (kind: Subject['kind'], id: string): Subject =>
  kind === 'household' ? { kind, id: HouseholdId.parse(id) } : { kind, id: SiteId.parse(id) };

/** The rows of a record as they would be, refused for its sake. */
const refusedAfterAll = <K extends SheetKind>(
  steps: KindSteps<K>,
  rows: readonly (Pick<StagedRow, 'row' | 'cells' | 'notes'> & Partial<StagedRow>)[],
  refusal: Refused,
): StagedRow[] =>
  rows.map(({ row, cells, notes, status, problems }) => ({
    row,
    cells,
    notes,
    status: 'refused',
    changes: [],
    problems: status === 'refused' && problems ? problems : [problemOf(steps, { row, cells }, refusal)],
  }));

/** 户编号 of rows that are refused already, as the cells had it: such a row may lack all but its cells. */
const numbersOf = (rows: readonly Pick<StagedRow, 'cells'>[]): ReadonlySet<string> =>
  new Set(
    rows.flatMap(({ cells }) => {
      const [, cell] = Object.entries(cells).find(([heading]) => bare(heading) === '户编号') ?? [];
      const reading = cell === undefined ? undefined : number.read(cell, {});
      return reading?.ok && reading.value !== undefined ? [reading.value] : [];
    }),
  );

/**
 * Takes the rows of a sheet through the hallway, all rows of one record as one change. What is refused stops nothing
 * else; what is on record already writes nothing. Sites are looked at again at the end, once each.
 */
export async function importSheet<K extends SheetKind>(
  deps: Deps,
  actor: Actor,
  sheet: Pick<ReadSheet<K>, 'kind' | 'rows' | 'refused' | 'fields'>,
  { dryRun, county, source, progress }: ImportOptions,
): Promise<ImportResult> {
  const steps: KindSteps<K> = KIND_STEPS[sheet.kind];
  const { referents, sites } = await lookUp(deps, sheet, county);
  const { groups, refused } = groupRows(steps, sheet.rows, referents);
  const now = deps.clock();
  const context: CommandContext = {
    actor,
    now,
    today: dateInShanghai(now),
    newId: deps.newId,
    areas: deps.areas,
    sites,
  };
  const touched = new Set<SiteId>();
  const numbersRefused = numbersOf([...sheet.refused, ...refused]);

  const settle = async ({ target, rows }: Group<K>): Promise<readonly StagedRow[]> => {
    const known = 'id' in target ? subjectOf(steps.subject, target.id) : undefined;
    let record: Household | Site | undefined;
    try {
      record = known && (await recordOf(deps.table, known));
    } catch (error) {
      return refusedAfterAll(steps, rows, unreadable(error));
    }
    const othersRefused = rows.some(
      ({ values }) => 'householdNumber' in values && numbersRefused.has(String(values.householdNumber)),
    );
    const group = stage(steps, rows, record, referents, context, othersRefused);
    const changes = group.rows.some(({ status }) => status === 'created' || status === 'changed');
    if (dryRun || !changes || !group.after) return group.rows;
    try {
      const subject = subjectOf(steps.subject, group.after.id);
      const acted = await applyToRecord(deps, actor, { subject, steps: group.steps, reason: source });
      for (const site of acted.touched) touched.add(site);
      return group.rows;
    } catch (error) {
      return refusedAfterAll(steps, group.rows, unreadable(error));
    }
  };

  let done = refused.length;
  const settled = await pMap(
    groups,
    async (group) => {
      const rows = await settle(group);
      done += rows.length;
      progress?.(done);
      return rows;
    },
    { concurrency: AT_ONCE },
  );
  await reevaluateSites(deps, actor, touched);

  const unread = sheet.refused.map(
    ({ row, cells, problems }): StagedRow => ({
      row,
      cells,
      status: 'refused',
      changes: [],
      problems,
      notes: [],
    }),
  );
  const rows = [...unread, ...refused, ...settled.flat()].sort((a, b) => a.row - b.row);
  const count = (status: RowStatus) => rows.filter((row) => row.status === status).length;
  return {
    kind: sheet.kind,
    rows,
    counts: {
      created: count('created'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      refused: count('refused'),
    },
  };
}
