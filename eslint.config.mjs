import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** A room may only import from the rooms named here, so that data flows one way. */
const mayNotImport = (...groups) => ({
  'no-restricted-imports': [
    'error',
    { patterns: groups.map((name) => ({ group: [`**/${name}/**`, `**/${name}`] })) },
  ],
});

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: mayNotImport('functions', 'local', 'cli', 'web', 'test', 'bench'),
  },
  { files: ['functions/**/*.ts'], rules: mayNotImport('local', 'cli', 'test', 'bench') },
  {
    files: ['web/**/*.ts'],
    rules: {
      ...mayNotImport('functions', 'local', 'cli', 'test', 'bench'),
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => {
          return { property, message: 'Text from a log is never markup.' };
        }),
      ],
    },
  },
  {
    files: ['*.mjs', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
