# Every target finds a JDK 25 by itself (scripts/find-jdk25). S=<service> names one service.
.DEFAULT_GOAL := help
.PHONY: help demo up down status logs start stop kill doctor build test fuzz chaos bench-queue bench-api mutants fmt clean reset
SHELL := /bin/sh

help: ## this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: ## build, start everything, run two tenants' campaigns end to end, compare every figure
	@scripts/build-if-needed && scripts/stack demo $(A)

up: ## build what changed and start whatever does not run (A=--restart: start services that die again)
	@scripts/build-if-needed && scripts/stack up $(A)

down: ## stop everything that was started; the data stay
	@scripts/stack down

status: ## what runs, where, since when, with how much memory
	@scripts/stack status

logs: ## the end of all logs, or of one (S=campaign); F=1 follows
	@scripts/stack logs $(S) $(if $(F),-f)

start: ## start one service (S=campaign)
	@scripts/stack start $(S)

stop: ## stop one service (S=campaign)
	@scripts/stack stop $(S)

kill: ## end one service at once, as a crash would (S=campaign)
	@scripts/stack kill $(S)

doctor: ## check this machine: what is missing or wrong, and its fix
	@scripts/doctor

build: ## compile and package everything
	@scripts/build-if-needed --always

test: ## every test: unit, integration, stories through all services
	@scripts/maven test verify --fail-at-end -T $(or $(MAVEN_THREADS),1C)

fuzz: ## 20,000 good and hostile requests to every operation of the API, each answer held against the documents (SEED=42 repeats, REQUESTS=500)
	@rm -f acceptance-tests/target/fuzz.txt; \
	scripts/maven fuzz verify -pl acceptance-tests -am -Dtest=none -Dit.test=FuzzIT -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dfailsafe.failIfNoSpecifiedTests=false -Dfuzz.requests=$(or $(REQUESTS),20000) $(if $(SEED),-Dfuzz.seed=$(SEED)); code=$$?; \
	cat acceptance-tests/target/fuzz.txt 2>/dev/null; exit $$code

chaos: ## kill, freeze and cut off what the queue is made of, up to 20 minutes (SEED=123 repeats a run)
	@rm -f chaos-tests/target/chaos.txt; \
	scripts/maven chaos verify -Pchaos -pl chaos-tests -am -DskipTests $(if $(SEED),-Dchaos.seed=$(SEED)); code=$$?; \
	cat chaos-tests/target/chaos.txt 2>/dev/null; exit $$code

bench-queue: ## measure the queue beside its peers, about 15 minutes (A="--only ours --runs 1 --jobs 50000" while tuning)
	@scripts/build-if-needed && scripts/bench-queue $(A)

bench-api: ## measure the API through the gateway and past it, and row-level security, up to 10 minutes (A="--slices 1 --no-knee --no-rls")
	@scripts/build-if-needed && scripts/bench-api $(A)

mutants: ## take the queue's safety devices and the API's guards out one by one, in a copy: a test must notice each (A=sweep for some by name)
	@scripts/mutants $(A)

fmt: ## format the code
	@scripts/maven fmt spotless:apply

clean: ## delete what was built; the data of the stack stay
	@scripts/maven clean clean

reset: ## stop the stack and delete its data
	@scripts/reset
