import type { Outlets } from '../../functions/alerts/run.ts';
import { deliveryDepsFrom } from '../../shared/channels/settings.ts';
import { Channel } from '../../shared/domain/alerts/channel.ts';
import { dateInShanghai } from '../../shared/domain/calendar/dates.ts';
import { takeTurn } from '../../shared/table/outbox/alerts.ts';
import { channelsOfCounty } from '../../shared/table/settings.ts';
import { channelSecretsOfFile } from './channel-secrets.ts';
import type { Output } from './jobs/output.ts';
import type { Machine } from './machine.ts';

/** As long as a robot may ask for patience; the next delivery is five minutes off. */
const PATIENCE_MS = 30_000;

/** Shows every county's alerts where this machine was started, so that they are seen without an account anywhere. */
const THIS_MACHINE = Channel.parse({
  ...{ id: 'this-machine', label: '本机', kind: 'sink', alerts: ['immediate', 'digest'], enabled: true },
});

/** Where alerts of one machine go: its counties' channels, and its own terminal. */
export const localOutlets = (
  { deps, dataDir }: Pick<Machine, 'deps' | 'dataDir'>,
  variables: Readonly<Record<string, string | undefined>>,
  output: Output,
): Outlets => ({
  delivering: deliveryDepsFrom(variables, deps, {
    secretOf: channelSecretsOfFile(dataDir),
    turn: (robot, rates) => takeTurn(deps.table, robot, rates, deps.clock),
    sink: async ({ title, lines }) => {
      const said = lines.map((line) => (line.kind === 'count' ? `${line.label} ${line.value}` : line.text));
      output.remark([title, ...said.map((line) => `  ${line}`)].join('\n'));
    },
    patienceMs: PATIENCE_MS,
  }),
  channelsOf: async (county) => [
    ...(await channelsOfCounty(deps.table, county, dateInShanghai(deps.clock()))),
    { area: county, channel: THIS_MACHINE },
  ],
  ledger: variables.HOUFU_LEDGER_URL || undefined,
});
