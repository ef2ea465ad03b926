import type { CommanderError } from 'commander';
import { JOB_TEXT } from '../../shared/text/jobs.ts';
import { type Language, sentence } from '../../shared/text/render.ts';

const TEXT_OF_CODE: Readonly<Record<string, keyof typeof JOB_TEXT>> = {
  'commander.missingArgument': 'usage_missing',
  'commander.missingMandatoryOptionValue': 'usage_missing',
  'commander.optionMissingArgument': 'usage_value_missing',
  'commander.unknownOption': 'usage_unknown_option',
  'commander.unknownCommand': 'usage_unknown_command',
  'commander.excessArguments': 'usage_too_many',
};

/** Describes an error of the command line: the parser's own messages are English alone. */
export function usageText({ code, message }: CommanderError, language: Language): string {
  const text = TEXT_OF_CODE[code];
  const subject = /'([^']*)'/.exec(message)?.[1] ?? '';
  const detail = text ? sentence(JOB_TEXT[text], language, { what: subject }) : message;
  return sentence(JOB_TEXT.usage_hint, language, { said: detail });
}
