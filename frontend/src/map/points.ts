// The organisations as points, read from the page's own GeoJSON.

export interface Point {
  slug: string;
  name: string;
  kind: string;
  place?: string;
  x: number;
  y: number;
}

export async function pointsFrom(address: string): Promise<Point[]> {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const { features } = (await answer.json()) as { features: { properties: Point }[] };
  return features.map((feature) => feature.properties);
}
