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
import { normalizeHeading } from './header.ts';
import type { SheetKind } from './kinds.ts';
import { lookUpReferents } from './look-up.ts';
import type { ReadSheet } from './row.ts';
import { type RowStatus, type StagedRow, stageRows, toProblem } from './stage.ts';
import { KIND_STEPS } from './steps/index.ts';
import type { KindSteps } from './steps/kind-steps.ts';
import { toRefusal } from './unreadable.ts';

/** Records that are changed at the same time. */
const AT_ONCE = 8;

/** The result of an import or a preview, row by row in the order of the sheet. */
export interface ImportResult {
  readonly kind: SheetKind;
  readonly rows: readonly StagedRow[];
  readonly counts: Readonly<Record<RowStatus, number>>;
}

export interface ImportOptions {
  /** Preview: write nothing. */
  readonly dryRun: boolean;
  /** The county of rows that name none; also chooses between sites of one name in two counties. */
  readonly county?: AreaCode | undefined;
  /** The source that the changes name as their reason. */
  readonly source: string;
  readonly progress?: (rowsDone: number) => void;
}

const subjectOf = (kind: Subject['kind'], id: string): Subject =>
  kind === 'household' ? { kind, id: HouseholdId.parse(id) } : { kind, id: SiteId.parse(id) };

/** Marks the rows of a record as refused; rows that are refused already keep their problems. */
const refuseRows = <K extends SheetKind>(
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
    problems: status === 'refused' && problems ? problems : [toProblem(steps, { row, cells }, refusal)],
  }));

/** Returns the 户编号 of rows, read from their cells: a row refused at reading has no values. */
const householdNumbersIn = (rows: readonly Pick<StagedRow, 'cells'>[]): ReadonlySet<string> =>
  new Set(
    rows.flatMap(({ cells }) => {
      const [, cell] =
        Object.entries(cells).find(([heading]) => normalizeHeading(heading) === '户编号') ?? [];
      const reading = cell === undefined ? undefined : number.read(cell, {});
      return reading?.ok && reading.value !== undefined ? [reading.value] : [];
    }),
  );

/**
 * Imports the rows of a sheet by commands, all rows of one record as one change. A refused row does not stop the
 * others; rows that change nothing write nothing. The affected sites are re-evaluated at the end, once each.
 */
export async function importSheet<K extends SheetKind>(
  deps: Deps,
  actor: Actor,
  sheet: Pick<ReadSheet<K>, 'kind' | 'rows' | 'refused' | 'fields'>,
  { dryRun, county, source, progress }: ImportOptions,
): Promise<ImportResult> {
  const steps: KindSteps<K> = KIND_STEPS[sheet.kind];
  const { referents, sites } = await lookUpReferents(deps, sheet, county);
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
  const numbersRefused = householdNumbersIn([...sheet.refused, ...refused]);

  const importGroup = async ({ target, rows }: Group<K>): Promise<readonly StagedRow[]> => {
    const known = 'id' in target ? subjectOf(steps.subject, target.id) : undefined;
    let record: Household | Site | undefined;
    try {
      record = known && (await recordOf(deps.table, known));
    } catch (error) {
      return refuseRows(steps, rows, toRefusal(error));
    }
    const othersRefused = rows.some(
      ({ values }) => 'householdNumber' in values && numbersRefused.has(String(values.householdNumber)),
    );
    const group = stageRows(steps, rows, record, referents, context, othersRefused);
    const changes = group.rows.some(({ status }) => status === 'created' || status === 'changed');
    if (dryRun || !changes || !group.after) return group.rows;
    try {
      const subject = subjectOf(steps.subject, group.after.id);
      const { touched: sites } = await applyToRecord(deps, actor, {
        subject,
        steps: group.steps,
        reason: source,
      });
      for (const site of sites) touched.add(site);
      return group.rows;
    } catch (error) {
      return refuseRows(steps, group.rows, toRefusal(error));
    }
  };

  let done = refused.length;
  const imported = await pMap(
    groups,
    async (group) => {
      const rows = await importGroup(group);
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
  const rows = [...unread, ...refused, ...imported.flat()].sort((a, b) => a.row - b.row);
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
