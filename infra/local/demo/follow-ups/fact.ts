import type * as z from 'zod';
import type { PlainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { CommandName, CommandOf } from '../../../../shared/domain/commands/index.ts';
import type { TransferStep } from '../../../../shared/domain/records/household-facts.ts';

/** The input of a command, but for the member, whom the fact names by 人口编号. */
export type Told<Name extends CommandName> = Omit<z.output<CommandOf<Name>['input']>, 'memberId'>;

type OfHousehold = 'correct-household' | 'record-conditions' | 'log-plan' | 'assess' | 'log-income-channel';
type OfPerson = 'record-refusal' | 'record-service';

/** What a clerk types in that no sheet carries: a command and its input, the person by 人口编号. */
export type DemoFact =
  | { [Name in OfHousehold]: { readonly command: Name; readonly input: Told<Name> } }[OfHousehold]
  | {
      [Name in OfPerson]: { readonly command: Name; readonly person: string; readonly input: Told<Name> };
    }[OfPerson]
  | {
      readonly command: 'start-pension-transfer';
      readonly person: string;
      readonly input: Told<'start-pension-transfer'>;
      /** What became of the case: each a `record-transfer-step`, in order. */
      readonly steps: readonly { readonly step: TransferStep; readonly on: PlainDate }[];
    };
