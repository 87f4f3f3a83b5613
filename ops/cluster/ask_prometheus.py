#!/usr/bin/env python3
"""Asks a Prometheus everything the dashboards and alerts ask.

    ask_prometheus.py HOST:PORT PROJECT-FOLDER

Panels have to answer something; alerts have to run; no counter may have been reset.
"""

import glob
import json
import os
import re
import sys
import urllib.parse
import urllib.request

# What Grafana would put in; the window has to hold a few scrapes of a second each.
VARIABLES = {"$job": ".+", "$instance": ".+", "$__rate_interval": "30s"}
COUNTERS = re.compile(r"(omeroweb|http_server)_.*_(total|bucket|count|sum)")


class Oracle:
    def __init__(self, address):
        self.address = address

    def get(self, path):
        with urllib.request.urlopen(f"http://{self.address}{path}", timeout=10) as answer:
            return json.load(answer)["data"]

    def ask(self, query):
        return self.get("/api/v1/query?" + urllib.parse.urlencode({"query": query}))["result"]


def panels(project):
    for path in sorted(glob.glob(os.path.join(project, "dashboards", "*.json"))):
        with open(path, encoding="utf-8") as file:
            board = json.load(file)
        for panel in board["panels"]:
            for target in panel.get("targets", []):
                query = target["expr"]
                for name, value in VARIABLES.items():
                    query = query.replace(name, value)
                yield panel["title"], query


def values(result):
    return [float(series["value"][1]) for series in result]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    oracle, faults, asked = Oracle(sys.argv[1]), [], 0
    for title, query in panels(sys.argv[2]):
        asked += 1
        try:
            result = oracle.ask(query)
        except OSError as error:
            faults.append(f"panel {title}: {error}: {query}")
            continue
        if not result:
            faults.append(f"panel {title} is empty: {query}")
        elif any(value != value for value in values(result)):
            faults.append(f"panel {title} shows no number: {query}")
    rules = [rule for group in oracle.get("/api/v1/rules")["groups"] for rule in group["rules"]]
    for rule in rules:
        if rule["health"] != "ok":
            faults.append(f"alert {rule['name']}: {rule['health']} {rule.get('lastError', '')}")
    # One counter at a time: what resets() answers has no name.
    for name in filter(COUNTERS.fullmatch, oracle.get("/api/v1/label/__name__/values")):
        for series in oracle.ask(f"sum(resets({name}[10m])) > 0"):
            faults.append(f"{name} fell {series['value'][1]} times")
    scrapes = oracle.ask('count_over_time(up{job="omero-web"}[10m])')
    seen = int(values(scrapes)[0]) if scrapes else 0
    print(f"{asked} queries of panels, {len(rules)} alerts, {seen} scrapes")
    if seen < 10 or not rules or not asked:
        faults.append("too little was seen to say anything")
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
