"""An import contract of our own for import-linter: an app shows only its public modules."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PublicModulesContract(Contract):
    """Fails where a package imports a module of another package which that one does not publish.

    * `public_everywhere`: names of modules that every package publishes (`models`, `actions`…);
      a package of that name publishes what lies in it.
    * `also_public`: further modules by full name; the bare name of a package is its root.
    * `free_packages`: packages of which everything may be imported.
    * `unrestricted_importers`: packages that may import anything, because they only wire.
    """

    type_name = "public"

    public_everywhere = fields.SetField(subfield=fields.StringField())
    also_public = fields.SetField(subfield=fields.StringField())
    free_packages = fields.SetField(subfield=fields.StringField())
    unrestricted_importers = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import between two of our packages."""
        roots = {module.split(".")[0] for module in graph.modules} - external_packages(graph)
        broken = [
            (importer, imported)
            for importer in sorted(graph.modules)
            if self._is_restricted(importer, roots)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self._is_hidden(importer, imported, roots)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that goes past a package's public modules."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} may not import {imported}, which is not public.")

    def _is_restricted(self, importer: str, roots: set[str]) -> bool:
        root = importer.split(".")[0]
        return root in roots and root not in self._names("unrestricted_importers")

    def _is_hidden(self, importer: str, imported: str, roots: set[str]) -> bool:
        package, *rest = imported.split(".")
        if package not in roots or package == importer.split(".")[0]:
            return False
        if package in self._names("free_packages") or imported in self._names("also_public"):
            return False
        return not rest or rest[0] not in self._names("public_everywhere")

    def _names(self, option: str) -> set[str]:
        return {str(name) for name in getattr(self, option)}


def external_packages(graph: ImportGraph) -> set[str]:
    """The names of the packages in the graph that are not ours."""
    return {module for module in graph.modules if graph.is_module_squashed(module)}
