import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../../../shared/domain/records/change.ts';
import { theHousehold, theSite } from '../commands/cases/world.ts';
import { factId, memberId } from '../rules/builders.ts';

const other = { ...theHousehold, version: theHousehold.version + 1 };

describe('nothing has changed', () => {
  test('where only the system worked something out', () => {
    const evaluated = { findings: [], under: '1/default' };
    expect(changesBetween(theHousehold, { ...other, evaluated })).toEqual([]);
    expect(changesBetween(theSite, { ...theSite, version: 9, residentTownships: [theSite.area] })).toEqual(
      [],
    );
  });

  test('where facts stand in another order', () => {
    const turned = { ...other, employments: theHousehold.employments.toReversed() };
    expect(changesBetween(theHousehold, turned)).toEqual([]);
  });

  test('where a field is undefined that was missing', () => {
    expect(changesBetween(theHousehold, { ...other, dissolved: undefined })).toEqual([]);
  });
});

test('facts are addressed by their id, added and removed ones as a whole', () => {
  const [job, voided] = theHousehold.employments;
  if (!job || !voided) throw new Error('two jobs are needed');
  const added = { ...job, id: factId(12), employer: '丁厂' };
  const after = { ...other, employments: [added, { ...job, employer: '丙厂' }] };
  expect(changesBetween(theHousehold, after)).toEqual([
    { path: `employments[${job.id}].employer`, from: '甲厂', to: '丙厂' },
    { path: `employments[${voided.id}]`, from: voided },
    { path: `employments[${added.id}]`, to: added },
  ]);
});

test('the first and the last fact of a list are no change of the list', () => {
  const [plan] = theHousehold.plans;
  const without = { ...other, plans: [] };
  const withOne = { ...other, plans: plan ? [plan] : [] };
  expect(changesBetween(without, withOne)).toEqual([{ path: `plans[${factId(60)}]`, to: plan }]);
  expect(changesBetween(withOne, without)).toEqual([{ path: `plans[${factId(60)}]`, from: plan }]);
});

test("a member's facts are addressed through the member", () => {
  const members = theHousehold.members.map((member) =>
    member.id === memberId(1) ? { ...member, refusals: [] } : member,
  );
  expect(changesBetween(theHousehold, { ...other, members }).map(({ path }) => path)).toEqual([
    `members[${memberId(1)}].refusals[${factId(80)}]`,
    `members[${memberId(1)}].refusals[${factId(81)}]`,
  ]);
});

test('a new record is all change, but for what the system works out', () => {
  const paths = changesBetween(undefined, theSite).map(({ path }) => path);
  expect(paths).toEqual(['kind', 'id', 'area', 'registered', 'name', 'occupied', 'industries']);
});
