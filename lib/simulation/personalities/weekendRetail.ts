import { leisure } from '../calendar';
import { entraIdentity, serviceClients } from '../traffic/clients';
import { applicationWorkload, READ_MOSTLY } from '../traffic/workload';
import { azureSubnet } from '../world/datacenters';
import { containersOf, ofSite, otherRegion, subnetOf, type Personality } from './site';

/** A shop for consumers in two regions: evenings and weekends. */
export const weekendRetail: Personality = {
  name: 'weekend-retail',
  build(site) {
    const { random, offset, begin } = site;
    const containers = containersOf(
      'retail',
      { carts: 1_600, catalogue: 4_500, reviews: 800, stock: 400 },
      ['sku', 'category', 'basketId'],
    );
    const identity = entraIdentity(random.fork('shop'));
    const shopIn = (subnet: string, label: string) =>
      serviceClients(
        {
          line: 'dotnet',
          application: 'Storefront',
          subnet,
          credential: identity,
          mode: 'Direct',
          begin,
          machinesAt: (time) => 2 + 5 * leisure(time, offset),
        },
        random.fork(label),
      );
    const home = shopIn(subnetOf(site, 'home'), 'home');
    const far = shopIn(azureSubnet(random.fork('far subnet'), otherRegion(site)), 'far');
    return {
      ...ofSite(site),
      personality: this.name,
      api: 'nosql',
      exports: { dataPlane: true, queryText: 'obfuscated', commands: false },
      traits: new Set(['settledPlaces', 'settledActors', 'entraOnly']),
      containers,
      application: home,
      workloads: [
        applicationWorkload(
          {
            rateAt: (time) => 140 * leisure(time, offset),
            client: (time, drawn) => (drawn.chance(0.7) ? home : far)(time, drawn),
            containers,
            mix: READ_MOSTLY,
          },
          random.fork('traffic'),
        ),
        site.management,
      ],
    };
  },
};
