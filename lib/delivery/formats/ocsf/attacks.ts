import type { Alert } from '../../../alerts/alert';

/** MITRE ATT&CK techniques; one with a dot is a sub-technique of what stands before it. */
export function attacksOf({ techniques }: Alert) {
  return techniques.map((technique) => {
    const [uid = technique] = technique.split('.');
    return {
      technique: { uid, src_url: attackPage(uid) },
      ...(technique === uid
        ? {}
        : { sub_technique: { uid: technique, src_url: attackPage(technique) } }),
    };
  });
}

function attackPage(technique: string): string {
  return `https://attack.mitre.org/techniques/${technique.replace('.', '/')}`;
}
