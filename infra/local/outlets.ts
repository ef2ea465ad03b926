import type { Outlets } from '../../functions/alerts/run.ts';
import { deliveryDepsFrom } from '../../shared/channels/settings.ts';
import { Channel } from '../../shared/domain/alerts/channel.ts';
import { dateInShanghai } from '../../shared/domain/calendar/dates.ts';
import { takeTurn } from '../../shared/table/outbox/alerts.ts';
import { channelsOfCounty } from '../../shared/table/settings.ts';
import { channelSecretsOfFile } from './channel-secrets.ts';
import type { Output } from './jobs/output.ts';
import type { Machine } from './machine.ts';

/** Longest wait for a robot's rate limit, in milliseconds; the next call continues in five minutes. */
const PATIENCE_MS = 30_000;

/** A channel of every county that prints alerts on this machine's terminal. */
const THIS_MACHINE = Channel.parse({
  ...{ id: 'this-machine', label: '本机', kind: 'sink', alerts: ['immediate', 'digest'], enabled: true },
});

/** Builds the outlets of one machine: the counties' channels, and its own terminal. */
export const localOutlets = (
  { deps, dataDir }: Pick<Machine, 'deps' | 'dataDir'>,
  variables: Readonly<Record<string, string | undefined>>,
  output: Output,
): Outlets => ({
  delivering: deliveryDepsFrom(variables, deps, {
    secretOf: channelSecretsOfFile(dataDir),
    turn: (robot, rates) => takeTurn(deps.table, robot, rates, deps.clock),
    sink: async ({ title, lines }) => {
      const texts = lines.map((line) => (line.kind === 'count' ? `${line.label} ${line.value}` : line.text));
      output.remark([title, ...texts.map((line) => `  ${line}`)].join('\n'));
    },
    patienceMs: PATIENCE_MS,
  }),
  channelsOf: async (county) => [
    ...(await channelsOfCounty(deps.table, county, dateInShanghai(deps.clock()))),
    { area: county, channel: THIS_MACHINE },
  ],
  ledger: variables.HOUFU_LEDGER_URL || undefined,
});
