import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { Deps } from '../../shared/deps.ts';

type Command = Parameters<DynamoDBDocumentClient['send']>[0];

/** Returns dependencies whose table records the commands that are sent to it. */
export function recordCommands(deps: Deps): { readonly deps: Deps; readonly commands: Command[] } {
  const commands: Command[] = [];
  const { client, name } = deps.table;
  const send = (command: Command) => {
    commands.push(new (command.constructor as new (input: unknown) => Command)(command.input));
    return client.send(command);
  };
  return { deps: { ...deps, table: { name, client: { send: send as typeof client.send } } }, commands };
}

const isPage = ({ input }: Command): boolean => 'IndexName' in input && input.IndexName === 'byArea';

/** Sends the commands by the stock SDK: pages of the index one after another, all others eight at a time. */
export async function sendByStockClient(endpoint: string, commands: readonly Command[]): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'local', credentials }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  for (const page of commands.filter(isPage)) await client.send(page);
  await pMap(
    commands.filter((one) => !isPage(one)),
    (one) => client.send(one),
    { concurrency: 8 },
  );
  client.destroy();
}
