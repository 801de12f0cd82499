# Vigie: `make demo` shows it, `make test` proves it. `make` alone lists what else there is.

SWIFT ?= swift
BUILD = $(SWIFT) build --explicit-target-dependency-import-check error
VIGIE = $(shell $(SWIFT) build -c release --show-bin-path)/vigie

.DEFAULT_GOAL := help
.PHONY: help deps build demo test same simulate man lint bench clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 18

deps: ## install what the build needs (Debian, Ubuntu), or say what is missing
	@Deploy/install-dependencies

build: deps ## build the release binary
	@$(BUILD) -c release --product vigie

demo: build ## play the Mali 2018 scenario through an embedded broker
	@$(VIGIE) demo $(ARGS)

test: deps lint ## every test; warnings are errors
	@VIGIE_STRICT=1 $(SWIFT) test --explicit-target-dependency-import-check error

same: build ## debug and release builds give the same bytes for the scenario
	@VIGIE_STRICT=1 $(SWIFT) build --product vigie
	@out=$$(mktemp -d) && trap 'rm -rf "$$out"' EXIT && \
	$$($(SWIFT) build --show-bin-path)/vigie replay --output $$out/debug Deploy/demo/scenario.ndjson && \
	$(VIGIE) replay --output $$out/release Deploy/demo/scenario.ndjson && \
	diff -r $$out/debug $$out/release && echo "debug and release agree"

simulate: deps ## worlds with faults: SEEDS=10000, FROM=1; SEED=7 tells the story of one
	@$(BUILD) -c release --product simulate
	@$$($(SWIFT) build -c release --show-bin-path)/simulate \
	$(if $(SEED),seed $(SEED),$(or $(SEEDS),100) $(or $(FROM),1))

man: deps ## the manual's pages, a command each, in .build/man
	@$(BUILD) --product vigie && $(SWIFT) build --product generate-manual
	@mkdir -p .build/man && bin=$$($(SWIFT) build --show-bin-path) && \
	$$bin/generate-manual $$bin/vigie --multi-page --output-directory .build/man && \
	echo "man -l .build/man/vigie.1"

lint: ## the formatter's opinion
	@$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

bench: build ## throughput, CPU per report and memory, on this machine
	@$(VIGIE) bench $(ARGS)

clean: ## remove what was built
	@rm -rf .build
