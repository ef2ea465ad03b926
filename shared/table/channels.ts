import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Channel } from '../channels/channel.ts';
import { PlainDate } from '../dates.ts';
import type { TableClient } from './client.ts';
import { channelsPartition } from './keys.ts';
import { queryAll } from './read.ts';

/** A channel with the area whose alerts it carries: a county's own, or a township's digest. */
export const AreaChannel = z.strictObject({ area: AreaCode, channel: Channel });
export type AreaChannel = z.infer<typeof AreaChannel>;

/** The channels of a county from a day on, until a later version takes effect. */
export const ChannelsVersion = z.strictObject({ from: PlainDate, channels: z.array(AreaChannel).max(60) });
export type ChannelsVersion = z.infer<typeof ChannelsVersion>;

/** Every version of a county's channels, the earliest first. */
export const channelVersionsOf = async (table: TableClient, county: AreaCode): Promise<ChannelsVersion[]> => {
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': channelsPartition(county) },
  });
  return items.map(({ from, channels }) => ChannelsVersion.parse({ from, channels }));
};

/** The channels that hold in a county on a day; none unless some were set up. */
export const channelsOfCounty = async (
  table: TableClient,
  county: AreaCode,
  on: PlainDate,
): Promise<AreaChannel[]> => {
  const versions = await channelVersionsOf(table, county);
  return versions.findLast(({ from }) => from <= on)?.channels ?? [];
};
