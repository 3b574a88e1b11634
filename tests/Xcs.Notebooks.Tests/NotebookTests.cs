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

    [Fact]
    public void AMissingFileIsSaid() =>
        Assert.Contains("cannot be read", Assert.Throws<NotebookException>(() => Notebook.Read("no-such.ipynb")).Message, StringComparison.Ordinal);
}
