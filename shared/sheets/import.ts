import pMap from 'p-map';
import { actAlone, reEvaluateSites } from '../act.ts';
import { dateInShanghai } from '../dates.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../records/actor.ts';
import type { CommandContext } from '../records/command.ts';
import { HouseholdId, SiteId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import type { Site } from '../records/site.ts';
import { Busy } from '../table/faults.ts';
import type { Subject } from '../table/keys.ts';
import { recordOf } from '../table/records.ts';
import { type Group, grouped } from './group.ts';
import type { SheetKind } from './kinds.ts';
import { lookUp } from './look-up.ts';
import type { ReadSheet } from './row.ts';
import { problemOf, type RowStatus, type StagedGroup, type StagedRow, stage } from './stage.ts';
import { KIND_STEPS } from './steps/index.ts';
import type { KindSteps, Referents } from './steps/kind-steps.ts';

/** Records that are worked on at the same time. */
const AT_ONCE = 8;

/** What an import did, or would do, row by row in the order of the sheet. */
export interface Imported {
  readonly kind: SheetKind;
  readonly rows: readonly StagedRow[];
  readonly counts: Readonly<Record<RowStatus, number>>;
}

export interface ImportOptions {
  /** Only say what would happen. */
  readonly dryRun: boolean;
  /** Where the rows come from, as the changes will say. */
  readonly source: string;
  readonly progress?: (rowsDone: number) => void;
}

const subjectOf = (kind: Subject['kind'], id: string): Subject =>
  kind === 'household' ? { kind, id: HouseholdId.parse(id) } : { kind, id: SiteId.parse(id) };

/** Every site that rows may put a household at, or link it to. */
const sitesAmong = (
  rows: readonly { readonly values: object }[],
  { sitesNamed }: Referents,
): ReadonlyMap<SiteId, Site> =>
  new Map(
    rows.flatMap(({ values }) =>
      'siteName' in values && typeof values.siteName === 'string'
        ? sitesNamed(values.siteName).map((site) => [site.id, site] as const)
        : [],
    ),
  );

const refusedAfterAll = <K extends SheetKind>(
  steps: KindSteps<K>,
  { rows }: StagedGroup,
  refusal: Refused,
): StagedRow[] =>
  rows.map((row) =>
    row.status === 'refused'
      ? row
      : { ...row, status: 'refused', changes: [], problems: [problemOf(steps, row, refusal)] },
  );

/**
 * Takes the rows of a sheet through the hallway, all rows of one record as one change. What is refused stops nothing
 * else; what is on record already writes nothing. Sites are looked at again at the end, once each.
 */
export const importSheet = async <K extends SheetKind>(
  deps: Deps,
  actor: Actor,
  sheet: Pick<ReadSheet<K>, 'kind' | 'rows' | 'refused'>,
  { dryRun, source, progress }: ImportOptions,
): Promise<Imported> => {
  const steps: KindSteps<K> = KIND_STEPS[sheet.kind];
  const referents = await lookUp(deps, sheet.kind, sheet.rows);
  const { groups, refused } = grouped(steps, sheet.rows, referents);
  const now = deps.clock();
  const sites = sitesAmong(sheet.rows, referents);
  const context: CommandContext = { actor, now, today: dateInShanghai(now), newId: deps.newId, sites };
  const touched = new Set<SiteId>();

  const settle = async ({ target, rows }: Group<K>): Promise<readonly StagedRow[]> => {
    const known = 'id' in target ? subjectOf(steps.subject, target.id) : undefined;
    const record = known && (await recordOf(deps.table, known));
    const group = stage(steps, rows, record, referents, context);
    const changes = group.rows.some(({ status }) => status === 'created' || status === 'changed');
    if (dryRun || !changes || !group.after) return group.rows;
    try {
      const subject = subjectOf(steps.subject, group.after.id);
      const acted = await actAlone(deps, actor, { subject, steps: group.steps, reason: source });
      for (const site of acted.touched) touched.add(site);
      return group.rows;
    } catch (error) {
      if (error instanceof Refused) return refusedAfterAll(steps, group, error);
      if (error instanceof Busy) return refusedAfterAll(steps, group, new Refused('busy'));
      throw error;
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
  await reEvaluateSites(deps, touched);

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
};
