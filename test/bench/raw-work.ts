import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { Deps } from '../../shared/deps.ts';

type Command = Parameters<DynamoDBDocumentClient['send']>[0];

/** The commands that a piece of work sends to the table, as it sends them. */
export const takenDown = (deps: Deps): { readonly deps: Deps; readonly commands: Command[] } => {
  const commands: Command[] = [];
  const { client, name } = deps.table;
  const send = (command: Command, ...rest: never[]) => {
    commands.push(new (command.constructor as new (input: unknown) => Command)(command.input));
    return client.send(command, ...rest);
  };
  return {
    deps: { ...deps, table: { name, client: Object.assign(Object.create(client), { send }) } },
    commands,
  };
};

const isPage = ({ input }: Command): boolean => 'IndexName' in input && input.IndexName === 'byArea';

/** The SDK alone, sending such commands: pages of the index one after another, all else eight at a time. */
export const sendRaw = async (endpoint: string, commands: readonly Command[]): Promise<void> => {
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
};
