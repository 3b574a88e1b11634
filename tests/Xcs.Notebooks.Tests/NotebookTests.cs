using System.Text.Json.Nodes;

namespace Xcs.Notebooks.Tests;

public sealed class NotebookTests
{
    [Fact]
    public void WhatTheRunnerDoesNotKnowIsKept()
    {
        var json = TestNotebook.Json("1");
        json["metadata"]!["polyglot_notebook"] = new JsonObject { ["kernelInfo"] = "kept" };
        json["cells"]![0]!["metadata"]!["tags"] = new JsonArray("measured");

        var written = JsonNode.Parse(Notebook.Parse("test.ipynb", json.ToJsonString()).ToText());

        Assert.True(JsonNode.DeepEquals(json, written));
    }

    [Fact]
    public void TextCellsCountButDoNotRun()
    {
        var json = TestNotebook.Json("text", "1 + 1");
        json["cells"]![0]!["cell_type"] = "markdown";

        var cell = Assert.Single(Notebook.Parse("test.ipynb", json.ToJsonString()).CodeCells);

        Assert.Equal(2, cell.Number);
    }

    [Fact]
    public void SourcesMayBeOneStringALine()
    {
        var json = TestNotebook.Json("");
        json["cells"]![0]!["source"] = new JsonArray("int a = 1;\n", "a");

        Assert.Equal("int a = 1;\na", Notebook.Parse("test.ipynb", json.ToJsonString()).CodeCells[0].Source);
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "is not a notebook of format 4")]
    [InlineData("""{ "nbformat": 3, "cells": [] }""", "is not a notebook of format 4")]
    [InlineData("""{ "nbformat": 4, "cells": [], "metadata": { "kernelspec": { "name": "python3" } } }""", "is for the kernel 'python3'")]
    public void WhatIsNoNotebookForThisRunnerIsRefused(string text, string rule) =>
        Assert.Contains(rule, Assert.Throws<NotebookException>(() => Notebook.Parse("test.ipynb", text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("nbformat", "\"4\"", "is not a notebook of format 4")]
    [InlineData("nbformat", "4.5", "is not a notebook of format 4")]
    [InlineData("cells", "{}", "'cells' is an object; it must be a list")]
    [InlineData("cells", "null", "'cells' is missing or null; it must be a list")]
    [InlineData("metadata", "[]", "is for the kernel ''")]
    [InlineData("metadata", "{ \"kernelspec\": 7 }", "is for the kernel ''")]
    [InlineData("metadata", "{ \"kernelspec\": { \"name\": 7 } }", "is for the kernel ''")]
    public void AMemberOfTheWrongKindIsRefused(string name, string value, string rule)
    {
        var json = TestNotebook.Json("1");
        json[name] = JsonNode.Parse(value);

        Refused(json, rule);
    }

    [Theory]
    [InlineData("cell_type", "null", "'cell_type' is missing or null; it must be a text")]
    [InlineData("source", "7", "'source' is a number; it must be a text or a list of texts")]
    [InlineData("source", "[\"a\", 7]", "'source' is a list; it must be a text or a list of texts")]
    [InlineData("metadata", "{ \"tags\": \"measured\" }", "'metadata.tags' is a text; it must be a list of texts")]
    [InlineData("metadata", "{ \"tags\": [1] }", "'metadata.tags' is a list; it must be a list of texts")]
    [InlineData("outputs", "{}", "'outputs' is an object; it must be a list")]
    [InlineData("outputs", "[true]", ", output 1: is true or false; it must be an object")]
    [InlineData("outputs", "[{}]", ", output 1: 'output_type' is missing or null; it must be a text")]
    [InlineData("outputs", "[{ \"output_type\": \"stream\", \"text\": \"\" }]", ", output 1: 'name' is missing or null; it must be a text")]
    [InlineData("outputs", "[{ \"output_type\": \"stream\", \"name\": \"stdout\" }]", ", output 1: 'text' is missing or null; it must be a text or a list of texts")]
    [InlineData("outputs", "[{ \"output_type\": \"display_data\", \"data\": [] }]", ", output 1: 'data' is a list of texts; it must be an object")]
    public void AMemberOfACellOfTheWrongKindIsRefusedWithItsPlace(string name, string value, string rule)
    {
        var json = TestNotebook.Json("1", "2");
        json["cells"]![1]![name] = JsonNode.Parse(value);

        Refused(json, rule.StartsWith(',') ? $"cell 2{rule}" : $"cell 2: {rule}");
    }

    [Fact]
    public void ACellThatIsNoObjectIsRefusedWithItsPlace()
    {
        var json = TestNotebook.Json("1");
        json["cells"]!.AsArray().Add("text");

        Refused(json, "cell 2: is a text; it must be an object");
    }

    [Fact]
    public void ANameThatStandsTwiceIsRefused() =>
        Assert.Contains("is not JSON", Assert.Throws<NotebookException>(() => Notebook.Parse("test.ipynb", """{ "cells": [], "cells": [] }""")).Message, StringComparison.Ordinal);

    [Fact]
    public void OutputsThatAreJsonThemselvesAreRead()
    {
        var json = TestNotebook.Json("1");
        json["cells"]![0]!["outputs"] = JsonNode.Parse("""[{ "output_type": "display_data", "data": { "application/json": { "a": [1] } } }, { "output_type": "error", "ename": "E" }]""");

        Assert.Equal("{\"a\":[1]}", Notebook.Parse("test.ipynb", json.ToJsonString()).CodeCells[0].Outputs[0].Forms["application/json"]);
    }

    [Fact]
    public void WritingLeavesNothingButTheFile()
    {
        using var folder = new TemporaryFolder();
        var file = TestNotebook.File(folder, "1");

        Notebook.Read(file.FullName).Write();

        Assert.Equal([file.FullName], Directory.GetFiles(folder.Path));
        Assert.Equal("1", Notebook.Read(file.FullName).CodeCells[0].Source);
    }

    [Fact]
    public void AFileThatCannotBeReplacedIsSaidAndNothingIsLeftBeside()
    {
        using var folder = new TemporaryFolder();
        var file = TestNotebook.File(folder, "1");
        var notebook = Notebook.Read(file.FullName);
        file.Delete();
        Directory.CreateDirectory(file.FullName);

        Assert.StartsWith("cannot be written: ", Assert.Throws<NotebookException>(notebook.Write).Message, StringComparison.Ordinal);

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void AFolderInThePlaceOfTheFileIsSaid() =>
        Assert.Contains("cannot be read", Assert.Throws<NotebookException>(() => Notebook.Read(Path.GetTempPath())).Message, StringComparison.Ordinal);

    [Fact]
    public void AMissingFileIsSaid() =>
        Assert.Contains("cannot be read", Assert.Throws<NotebookException>(() => Notebook.Read("no-such.ipynb")).Message, StringComparison.Ordinal);

    private static void Refused(JsonObject notebook, string rule) =>
        Assert.StartsWith(rule, Assert.Throws<NotebookException>(() => Notebook.Parse("test.ipynb", notebook.ToJsonString())).Message, StringComparison.Ordinal);
}
