#!/usr/bin/env python3
"""Computes the pack's approximate boundaries: boundaries/XX-approximate.geojson.

Every place of gazetteer.tsv that names its units stands for the ground nearest to it (Voronoi cells, joined by unit), cut
to the country's outline. The outline is Natural Earth's 1:50 million (public domain), as the R package rnaturalearthdata
has it; write it to outline.json first: {"ML": [[[longitude, latitude], ...], ...], ...}. Needs shapely.

  approximate-boundaries.py outline.json
"""
import csv, json, sys
from shapely.geometry import MultiPoint, Polygon, mapping
from shapely.ops import unary_union, voronoi_diagram
from shapely.geometry import Point

outline = json.load(open(sys.argv[1]))
rows = list(csv.DictReader(open("gazetteer.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE))
points = {"town", "village", "seat1", "seat2", "commune", "cercle"}
for country in ["ML", "BF", "NE"]:
    ground = unary_union([Polygon(ring) for ring in outline[country]])
    seeds = {}
    for row in rows:
        if row["country"] != country or row["feature"] not in points | {"region"} or not row["admin1"]:
            continue
        # Of a region's centre only what has nothing finer; a place without its second-level unit says only the first.
        if row["feature"] == "region" and country != "NE":
            continue
        if not row["admin2"] and country != "NE":
            continue
        if "not located" in row["source"] or row["admin1"] == "Taoudénit":
            continue
        at = (round(float(row["longitude"]), 5), round(float(row["latitude"]), 5))
        seeds.setdefault(at, (row["admin1"], row["admin2"] if country != "NE" else ""))
    cells = voronoi_diagram(MultiPoint(list(seeds)), envelope=ground.buffer(1))
    units = {}
    for cell in cells.geoms:
        for at in seeds:
            if cell.contains(Point(at)):
                units.setdefault(seeds[at], []).append(cell)
                break
    features = []
    for (admin1, admin2), parts in sorted(units.items()):
        shape = unary_union(parts).intersection(ground).simplify(0.01)
        if shape.is_empty:
            continue
        polygons = [shape] if shape.geom_type == "Polygon" else [g for g in shape.geoms if g.geom_type == "Polygon"]
        rings = [
            [[round(x, 3), round(y, 3)] for x, y in ring.coords]
            for polygon in polygons if polygon.area > 0.0005
            for ring in [polygon.exterior, *polygon.interiors]
        ]
        properties = {"country": country, "admin1": admin1}
        if admin2:
            properties["admin2"] = admin2
        features.append({
            "type": "Feature", "properties": properties,
            "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]},
        })
    document = {
        "type": "FeatureCollection", "level": 2 if country != "NE" else 1, "codeSystem": "approximate",
        "validFrom": "2016-01-01", "approximate": True,
        "source": "computed from places with units (gazetteer.tsv), cut to Natural Earth's outline; no official line",
        "features": features,
    }
    with open(f"boundaries/{country.lower()}-approximate.geojson", "w") as out:
        out.write("{" + ",\n".join(
            f"{json.dumps(k)}:" + (json.dumps(v, ensure_ascii=False, separators=(",", ":")) if k != "features" else
            "[\n" + ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in v) + "\n]")
            for k, v in document.items()) + "}\n")
    print(country, len(seeds), "seeds", len(features), "units")
