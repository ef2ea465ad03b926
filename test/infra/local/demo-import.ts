import { readFile } from 'node:fs/promises';
import type { DemoFollowUp } from '../../../infra/local/demo/index.ts';
import type { DemoFile } from '../../../infra/local/demo/write.ts';
import { countyOf } from '../../../shared/domain/areas/area.ts';
import { chineseCalendar } from '../../../shared/domain/calendar/chinese-calendar.ts';
import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { applySteps } from '../../../shared/domain/commands/apply.ts';
import type { CommandContext } from '../../../shared/domain/commands/command.ts';
import { COMMANDS, type Step } from '../../../shared/domain/commands/index.ts';
import type { Household } from '../../../shared/domain/records/household.ts';
import type { HouseholdId } from '../../../shared/domain/records/ids.ts';
import type { Site } from '../../../shared/domain/records/site.ts';
import { DEFAULT_SETTINGS } from '../../../shared/domain/rules/default-settings.ts';
import type { Policy } from '../../../shared/domain/rules/settings.ts';
import type { Finding } from '../../../shared/domain/rules/timeline.ts';
import { findingsOn, householdTimelines, siteTimelines } from '../../../shared/domain/rules/timelines.ts';
import { groupRows } from '../../../shared/sheets/group.ts';
import type { SheetKind } from '../../../shared/sheets/kinds.ts';
import { readSheet } from '../../../shared/sheets/read.ts';
import { stageRows } from '../../../shared/sheets/stage.ts';
import { KIND_STEPS } from '../../../shared/sheets/steps/index.ts';
import type { KindSteps, Referents } from '../../../shared/sheets/steps/kind-steps.ts';
import { AREAS } from '../../areas.ts';

const POLICY: Policy = { settings: DEFAULT_SETTINGS, version: 'default', calendar: chineseCalendar };

/** What an import of the demo's files into nothing, in memory, comes to. */
export interface World {
  readonly today: PlainDate;
  readonly households: Map<string, Household>;
  readonly sites: Map<string, Site>;
}

const newIds = () => {
  let count = 0;
  return () => `01${String(++count).padStart(24, '0')}`;
};

const newId = newIds();

export const emptyWorld = (today: PlainDate): World => ({ today, households: new Map(), sites: new Map() });

const contextOf = ({ today, sites }: World): CommandContext => ({
  actor: { kind: 'system', job: 'demo' },
  now: Date.parse(`${today}T01:00:00Z`),
  today,
  newId,
  areas: AREAS,
  sites: new Map([...sites.values()].map((site) => [site.id, site])),
});

const referentsOf = ({ today, households, sites }: World, fields: ReadonlySet<string>): Referents => {
  const all = [...households.values()];
  const byNumber = new Map(all.map(({ number, id }) => [number, id]));
  const byPerson = new Map<string, HouseholdId>(
    all.flatMap(({ id, members }) => members.map(({ idNumber }) => [idNumber, id] as const)),
  );
  return {
    today,
    newId,
    areas: AREAS,
    hasColumn: (field) => fields.has(field),
    householdOfNumber: (number) => byNumber.get(number),
    householdOfPerson: (idNumber) => byPerson.get(idNumber),
    numberOf: (id) => households.get(id)?.number,
    sitesNamed: (name, county) =>
      [...sites.values()].filter(
        (site) => site.name === name && (county === undefined || countyOf(site.area) === county),
      ),
  };
};

/** Reads a file with the system's own reader and applies its rows; says which rows were refused, and when. */
export const importFile = async <K extends SheetKind>(world: World, { path }: DemoFile, kind: K) => {
  const read = await readSheet(kind, await readFile(path));
  const steps: KindSteps<K> = KIND_STEPS[kind];
  const referents = referentsOf(world, read.fields);
  const context = contextOf(world);
  const { groups, refused: ungrouped } = groupRows(steps, read.rows, referents);
  const refused = new Set(ungrouped.map(({ row }) => row));
  const codes = new Map<number, string>();
  for (const { target, rows } of groups) {
    const id = 'id' in target ? target.id : undefined;
    const record = id === undefined ? undefined : (world.households.get(id) ?? world.sites.get(id));
    const staged = stageRows(steps, rows, record, referents, context);
    for (const { row, status, problems } of staged.rows) {
      if (status !== 'refused') continue;
      refused.add(row);
      codes.set(row, problems.map(({ code }) => code).join());
    }
    if (staged.after?.kind === 'household') world.households.set(staged.after.id, staged.after);
    if (staged.after?.kind === 'site') world.sites.set(staged.after.id, staged.after);
  }
  return { read, refusedAtReading: read.refused.map(({ row }) => row), refusedLater: [...refused], codes };
};

/** Types in what the follow-ups say, as a clerk would; throws where a command refuses any of it. */
export const typeIn = (world: World, followUps: readonly DemoFollowUp[]): void => {
  const byNumber = new Map([...world.households.values()].map((one) => [one.number, one]));
  const context = contextOf(world);
  const parsed = (name: Step['name'], input: object): Step =>
    ({ name, input: COMMANDS[name].input.parse(input) }) as Step;
  for (const { household: number, facts } of followUps) {
    let household = byNumber.get(number);
    if (!household) throw new Error(`no household ${number}`);
    const take = (step: Step) => {
      const { after } = applySteps(household, [step], context);
      if (after?.kind === 'household') household = after;
    };
    for (const fact of facts) {
      const member =
        'person' in fact ? household.members.find((one) => one.number === fact.person) : undefined;
      if ('person' in fact && !member) throw new Error(`no person ${fact.person}`);
      take(parsed(fact.command, { ...fact.input, ...(member ? { memberId: member.id } : {}) }));
      if (fact.command !== 'start-pension-transfer') continue;
      const id = household.transfers.at(-1)?.id;
      for (const step of fact.steps) take(parsed('record-transfer-step', { id, ...step }));
    }
    world.households.set(household.id, household);
  }
};

/** Every finding of every household and site on the world's day. */
export const findingsOf = ({ today, households, sites }: World): Finding[] => {
  const all = [...households.values()];
  return [
    ...all.flatMap((household) => findingsOn(householdTimelines(household, POLICY), today)),
    ...[...sites.values()].flatMap((site) => {
      const own = all.filter(({ siteId }) => siteId === site.id);
      const residence = ({ id, movedIn }: Household) => ({ household: id, movedIn });
      const links = all.flatMap((household) => {
        const linked = household.linkages.filter(({ siteId }) => siteId === site.id);
        if (linked.length === 0) return [];
        return [
          {
            ...residence(household),
            links: linked.map(({ id, industryId, from, until }) => ({
              id,
              industry: industryId,
              from,
              until,
            })),
          },
        ];
      });
      return findingsOn(siteTimelines(site, own.map(residence), links, POLICY), today);
    }),
  ];
};
