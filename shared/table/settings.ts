import type { AreaCode } from '../areas/area.ts';
import { SettingsVersion } from '../rules/settings.ts';
import type { TableClient } from './client.ts';
import { settingsPartition } from './keys.ts';
import { queryAll } from './read.ts';

/** Every version of a county's settings; none where the defaults hold. */
export const settingsOfCounty = async (table: TableClient, county: AreaCode): Promise<SettingsVersion[]> => {
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': settingsPartition(county) },
  });
  return items.map(({ sk, values }) => SettingsVersion.parse({ from: sk, values }));
};
