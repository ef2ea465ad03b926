import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { AreaCode } from '../domain/areas/area.ts';
import type { PlainDate } from '../domain/calendar/dates.ts';
import { tolerant } from '../domain/records/tolerant.ts';
import { SettingsVersion } from '../domain/rules/settings.ts';
import {
  CountySettings,
  type SettingsDecision,
  VersionWithAuthor,
  versionOn,
} from '../domain/settings/county.ts';
import type { AreaChannel } from '../domain/settings/county-channels.ts';
import { toDomainError } from './record/commit.ts';
import { receiptWrites, type Write } from './record/writes.ts';
import type { NewReceipt } from './requests/receipts.ts';
import type { TableClient } from './store/client.ts';
import {
  SETTINGS_HEAD_AND_VERSIONS,
  SETTINGS_VERSIONS,
  settingsChangeKey,
  settingsHeadKey,
  settingsPartition,
  settingsVersionKey,
} from './store/keys.ts';
import { queryAll } from './store/read.ts';
import { VERSIONED } from './store/schema-version.ts';
import { fieldsWrite } from './store/write-fields.ts';

const StoredVersion = tolerant(SettingsVersion);
const StoredSettings = tolerant(CountySettings);
const StoredVersionWithAuthor = tolerant(VersionWithAuthor);

const itemsBetween = (
  table: TableClient,
  county: AreaCode,
  { first, last }: { readonly first: string; readonly last: string },
) =>
  queryAll(table, {
    // A version stored before midnight must be seen after it.
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': settingsPartition(county), ':first': first, ':last': last },
  });

/** Reads all versions of a county's settings, for rules; an empty list if the defaults hold. */
export async function settingsOfCounty(table: TableClient, county: AreaCode): Promise<SettingsVersion[]> {
  const items = await itemsBetween(table, county, SETTINGS_VERSIONS);
  return items.map(({ sk, values }) => StoredVersion.parse({ from: sk, values }));
}

/** Reads a county's settings with the author of each version, by one consistent query. */
export async function countySettings(table: TableClient, county: AreaCode): Promise<CountySettings> {
  const items = await itemsBetween(table, county, SETTINGS_HEAD_AND_VERSIONS);
  const { sk: headSort } = settingsHeadKey(county);
  const head = items.find(({ sk }) => sk === headSort);
  return StoredSettings.parse({
    area: county,
    version: head?.version ?? 0,
    ...(head ? { lastChange: head.lastChange } : {}),
    versions: items
      .filter(({ sk }) => sk !== headSort)
      .map(({ pk: _, sk, ...fields }) => StoredVersionWithAuthor.parse({ from: sk, ...fields })),
  });
}

/** Builds the writes of the versions that differ, on condition that the stored settings are unchanged since the read. */
const writesOf = (TableName: string, { before, after, entry }: SettingsDecision): Write[] => {
  const { area, version, lastChange } = after;
  const versionsBefore = new Map(before.versions.map((one) => [one.from, one]));
  const versionsAfter = new Map(after.versions.map((one) => [one.from, one]));
  const unchanged =
    before.version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': before.version },
        };
  return [
    {
      item: {
        Update: fieldsWrite(TableName, settingsHeadKey(area), { version, lastChange }, unchanged),
      },
    },
    ...[...versionsAfter]
      .filter(([from, one]) => versionsBefore.get(from) !== one)
      .map(([from, { from: _, ...fields }]) => ({
        // Without a schema version: release 8a93417 refuses an unknown field beside these.
        item: { Put: { TableName, Item: { ...settingsVersionKey(area, from), ...fields } } },
      })),
    ...[...versionsBefore.keys()]
      .filter((from) => !versionsAfter.has(from))
      .map((from) => ({ item: { Delete: { TableName, Key: settingsVersionKey(area, from) } } })),
    ...(entry
      ? [
          {
            item: {
              Put: {
                TableName,
                Item: { ...settingsChangeKey(area, entry.version), change: entry, ...VERSIONED },
              },
            },
          },
        ]
      : []),
  ];
};

/**
 * Writes a decision about settings as one transaction: their head on condition of its version, the versions that
 * differ, the change entry, and the receipt. The token makes a retry after a lost reply exact. Throws as `commit` does.
 */
export async function commitSettings(
  { client, name }: TableClient,
  decision: SettingsDecision,
  receipt: NewReceipt | undefined,
  token: string,
): Promise<void> {
  const writes = [...writesOf(name, decision), ...receiptWrites(name, { receipt })];
  try {
    await client.send(
      new TransactWriteCommand({ ClientRequestToken: token, TransactItems: writes.map(({ item }) => item) }),
    );
  } catch (error) {
    // Two concurrent first versions conflict too.
    throw toDomainError(error, writes, decision.before);
  }
}

/** Reads the channels in force in a county on a day; an empty list if none is set up. */
export const channelsOfCounty = async (
  table: TableClient,
  county: AreaCode,
  on: PlainDate,
): Promise<readonly AreaChannel[]> =>
  versionOn(await countySettings(table, county), on)?.beside?.channels ?? [];
