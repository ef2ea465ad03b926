import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AreaCode } from '../../domain/areas/area.ts';
import { HouseholdId, MemberId } from '../../domain/records/ids.ts';
import { fingerprintOf } from '../../secrets/fingerprint.ts';
import { type KeyProvider, type Keys, keysOf } from '../../secrets/keys.ts';
import type { TableClient } from '../store/client.ts';
import { FINGERPRINT_KEY } from '../store/keys.ts';
import { queryPage } from '../store/read.ts';
import { VERSIONED } from '../store/schema-version.ts';
import { householdsOfPeople } from './owners.ts';
import { recordOf } from './records.ts';

/**
 * None of the process's person keys is the table's. The table has the fingerprint of the key under which everybody is
 * claimed. A process needs that key, current or previous, so that its claims collide with those of other processes. A
 * rotation changes the fingerprint only after everybody is claimed under the new key.
 */
export class WrongPersonKey extends Error {
  override readonly name = 'WrongPersonKey';

  constructor() {
    super(
      '这不是该表登记人员所用的密钥，为免重复登记，已停止，未写入任何数据：请改用原密钥（HOUFU_DATA/person-key、HOUFU_PERSON_KEY 或 HOUFU_SECRET_ARN）；换密钥尚未完成的，请把原密钥放回 previous，见 docs/operations/key-rotation.md / ' +
        'this is not the key under which the people of the table are registered; nothing is written, or they would be registered twice: use that key (HOUFU_DATA/person-key, HOUFU_PERSON_KEY or HOUFU_SECRET_ARN); during a rotation put it back as previous, see docs/operations/key-rotation.md',
    );
  }
}

/** The number of people of a county that are checked before a table without a fingerprint gets one. */
const SAMPLE = 25;

/** The interval of reads of the fingerprint, in milliseconds: another process may finish a rotation. */
const RECHECK_MS = 5 * 60_000;

async function readFingerprint({ client, name }: TableClient): Promise<string | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: FINGERPRINT_KEY, ConsistentRead: true }),
  );
  return Item && String(Item.fingerprint);
}

/** Writes the fingerprint; without a condition it replaces any other. */
async function putFingerprint(
  { client, name }: TableClient,
  fingerprint: string,
  condition: Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'> = {},
): Promise<void> {
  await client.send(
    new PutCommand({
      TableName: name,
      Item: { ...FINGERPRINT_KEY, ...VERSIONED, fingerprint },
      ...condition,
    }),
  );
}

/** Writes the fingerprint if there is none or a replaceable one. Throws `WrongPersonKey`. */
async function replaceFingerprint(
  table: TableClient,
  fingerprint: string,
  replaceable: readonly string[],
): Promise<void> {
  const values = replaceable.map((value, i) => [`:replaceable${i}`, value] as const);
  try {
    await putFingerprint(table, fingerprint, {
      ConditionExpression: `attribute_not_exists(pk) OR fingerprint IN (${values.map(([key]) => key).join()})`,
      ExpressionAttributeValues: Object.fromEntries(values),
    });
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? new WrongPersonKey() : error;
  }
}

/** A person's claim as in the name index. */
const Claim = z.object({ owner: HouseholdId, member: MemberId });
type Claim = z.infer<typeof Claim>;

/** Reads at most `limit` claims of people of each county. */
async function sampleClaims(
  table: TableClient,
  counties: readonly AreaCode[],
  limit: number,
): Promise<Claim[]> {
  const pages = await Promise.all(
    counties.map((code) =>
      queryPage(table, {
        IndexName: 'byName',
        KeyConditionExpression: 'nameCounty = :county',
        ExpressionAttributeValues: { ':county': code },
        Limit: limit,
      }),
    ),
  );
  return pages.flatMap(({ items }) => items.map((item) => Claim.parse(item)));
}

/** Returns the ID numbers of claimed people with their households; omits people who are in no household any more. */
async function idNumbersOf(table: TableClient, claims: readonly Claim[]): Promise<Map<string, HouseholdId>> {
  const idNumbers = new Map<string, HouseholdId>();
  for (const { owner, member } of claims) {
    const household = await recordOf(table, { kind: 'household', id: owner });
    if (household?.kind !== 'household') continue;
    const person = household.members.find(({ id, left }) => id === member && !left);
    if (person) idNumbers.set(person.idNumber, owner);
  }
  return idNumbers;
}

/** Returns whether the people of the table are claimed under a key: one of the sample is, or there are none. */
async function fitsPeople(
  table: TableClient,
  counties: readonly AreaCode[],
  key: Uint8Array,
): Promise<boolean> {
  const idNumbers = await idNumbersOf(table, await sampleClaims(table, counties, SAMPLE));
  if (idNumbers.size === 0) return true;
  const whereabouts = await householdsOfPeople(table, keysOf([key]), [...idNumbers.keys()]);
  return [...idNumbers].some(([idNumber, owner]) => whereabouts.get(idNumber)?.household === owner);
}

/** Returns whether the table is bound to a person key: it has a fingerprint, or people. */
export async function hasPersonKey(table: TableClient, counties: readonly AreaCode[]): Promise<boolean> {
  return (await readFingerprint(table)) !== undefined || (await sampleClaims(table, counties, 1)).length > 0;
}

/**
 * Checks that one of the keys is the table's; costs one consistent read. A table without a fingerprint gets that of the
 * oldest key, if its people are claimed under it. Does nothing without keys. Throws `WrongPersonKey`.
 */
export async function checkPersonKey(
  table: TableClient,
  counties: readonly AreaCode[],
  { person }: Keys,
): Promise<void> {
  const oldest = person.at(-1);
  if (!oldest) return;
  const fingerprints = person.map(fingerprintOf);
  const stored = await readFingerprint(table);
  if (stored !== undefined && !fingerprints.includes(stored)) throw new WrongPersonKey();
  if (stored !== undefined) return;
  if (!(await fitsPeople(table, counties, oldest))) throw new WrongPersonKey();
  await replaceFingerprint(table, fingerprintOf(oldest), fingerprints);
}

/** Makes the current key the table's own, once everybody is claimed under it. Throws `WrongPersonKey`. */
export async function finishRotation(table: TableClient, { person }: Keys): Promise<void> {
  const [current, ...older] = person.map(fingerprintOf);
  if (current) await replaceFingerprint(table, current, [current, ...older]);
}

/**
 * Makes the current key the table's own in place of a lost one. Only for a table that no other process uses and whose people
 * are claimed under the current key.
 */
export async function replaceLostKey(table: TableClient, { person }: Keys): Promise<void> {
  const [current] = person.map(fingerprintOf);
  if (current) await putFingerprint(table, current);
}

/** Provides checked keys. Checks them at the first use, after each change, and every five minutes. */
export function checkedKeys(
  table: TableClient,
  counties: readonly AreaCode[],
  keys: KeyProvider,
  clock: () => number,
): KeyProvider {
  let last: { readonly keys: Keys; readonly until: number; readonly check: Promise<void> } | undefined;
  return async () => {
    const current = await keys();
    if (last?.keys !== current || clock() >= last.until) {
      const next = {
        keys: current,
        until: clock() + RECHECK_MS,
        check: checkPersonKey(table, counties, current),
      };
      last = next;
      next.check.catch(() => {
        if (last === next) last = undefined;
      });
    }
    await last.check;
    return current;
  };
}
