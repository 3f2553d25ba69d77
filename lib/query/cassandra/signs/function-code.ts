/** Signs in the code of user-defined functions. */

import { isWord } from '../cursor';
import type { Source } from '../tokens';
import type { Statement } from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from '../../signList';

/** Classes and calls by which Java and JavaScript reach what is outside of the function. */
const OUTSIDE =
  /\b(?:getRuntime|ProcessBuilder|ProcessImpl|System\s*\.\s*(?:exit|getenv|getProperty|load|loadLibrary|setSecurityManager)|forName|getClassLoader|defineClass|URLClassLoader|ScriptEngine\w*|Java\s*\.\s*type|java\s*\.\s*(?:io|net|nio|lang\s*\.\s*(?:Runtime|reflect|System|Thread))|sun\s*\.\s*misc|Unsafe|new\s+(?:java\.\w+\.)?(?:File|Socket|URL|FileReader|FileInputStream|FileOutputStream|FileWriter)\b|Files\s*\.)/;
const ENDLESS =
  /\bwhile\s*\(\s*(?:true|1\s*==\s*1)\s*\)|\bfor\s*\(\s*;\s*;\s*\)|\bThread\s*\.\s*sleep\b/;

export function functionSigns({ tokens }: Source, statement: Statement, signs: SignList): void {
  if (statement.verb !== 'create') return;
  for (let index = statement.firstToken; index < statement.endToken; index++) {
    const token = tokens[index];
    const before = tokens[index - 1];
    if (token?.kind !== 'string' || before === undefined || !isWord(before, 'as')) continue;
    if (OUTSIDE.test(token.word)) signs.add(SIGNS.udfCode, token);
    if (ENDLESS.test(token.word)) signs.add(SIGNS.udfLoop, token);
  }
}
